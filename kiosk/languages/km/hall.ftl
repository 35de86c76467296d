# Shared words in Khmer, after server/texts/words/vi.ftl; given to the programs by `--words kiosk/languages`. Words that
# are not here come from the office's first language. Khmer puts no spaces between words: an invisible one (U+200B)
# stands wherever a line may end.
language-name = ភាសាខ្មែរ

## Waits

wait-range = { $low }–{ $high } នាទី
wait-exact = { $minutes } នាទី
wait-none = មិនបាច់​រង់ចាំ
wait-none-title = មិនបាច់​រង់ចាំ
wait-no-counter = មិនទាន់មាន​បញ្ជរ​បើក
wait-after = ក្រោយ​ម៉ោង { $time }
wait-after-title = ក្រោយ​ម៉ោង { $time }
wait-about-range = ប្រហែល { $low }–{ $high } នាទី
wait-about-exact = ប្រហែល { $minutes } នាទី
wait-about-no-counter = មិនទាន់មាន​បញ្ជរ​បើក

## People who wait

people-waiting = { $count ->
    [0] គ្មាន​អ្នករង់ចាំ
   *[other] { $count } នាក់​រង់ចាំ
}

## Counters

list-more = { $list }, { $next }
list-or = { $list } ឬ { $last }
counters = { $word } { $list }

## Dates and times

weekday-1 = ថ្ងៃចន្ទ
weekday-2 = ថ្ងៃអង្គារ
weekday-3 = ថ្ងៃពុធ
weekday-4 = ថ្ងៃព្រហស្បតិ៍
weekday-5 = ថ្ងៃសុក្រ
weekday-6 = ថ្ងៃសៅរ៍
weekday-7 = ថ្ងៃអាទិត្យ
month-1 = 01
month-2 = 02
month-3 = 03
month-4 = 04
month-5 = 05
month-6 = 06
month-7 = 07
month-8 = 08
month-9 = 09
month-10 = 10
month-11 = 11
month-12 = 12
day = { $day }/{ $month }/{ $year }
date = { $weekday } { $date }
date-board = { $weekday } { $date }
clock-day = { $time } { $day }

## Why no number can be taken, and when again

closed-hours = ក្រៅ​ម៉ោង​យកលេខ។
closed-morning = អស់​ម៉ោង​យកលេខ​ពេលព្រឹក​ហើយ។
closed-afternoon = អស់​ម៉ោង​យកលេខ​ពេលរសៀល​ហើយ។
closed-limit = លេខ​សម្រាប់​សេវានេះ​ថ្ងៃនេះ​អស់ហើយ។
closed-holiday = ថ្ងៃនេះ​ជា​ថ្ងៃឈប់សម្រាក។
reopens-afternoon = យកលេខ​ពេលរសៀល​ពីម៉ោង { $time }។
reopens-today = យកលេខ​ពីម៉ោង { $time }។
reopens-tomorrow = សូម​ត្រឡប់មកវិញ​ម៉ោង { $time } ថ្ងៃស្អែក។
reopens-day = សូម​ត្រឡប់មកវិញ​ម៉ោង { $time } { $date }។
