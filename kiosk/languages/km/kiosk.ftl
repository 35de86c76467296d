# The kiosk's words in Khmer, after kiosk/words/vi.ftl.

## Home

home-title = សូម​ជ្រើសរើស​សេវា
home-hint = សូម​ចុច​លើ​ប្រអប់មួយ​ដើម្បី​យក​លេខរង់ចាំ។
home-closed-title = ពេលនេះ​មិនទាន់​អាច​យកលេខ​បានទេ
priority-title = យក​លេខ​អាទិភាព
priority-hint = សូម​ចុច​លើ​ប្រអប់មួយ​ដើម្បី​យក​លេខ​អាទិភាព។
ordinary-title = យក​លេខ​ធម្មតា
back = ត្រឡប់ក្រោយ
more-services = សេវា​ផ្សេងទៀត
more = មើល​បន្ត
unsure = មិនទាន់​ច្បាស់​អំពី​សេវា?
unsure-how = សូម​សួរ​បុគ្គលិក ឬ​ចុច​ដើម្បី​មើល​ឯកសារ​ដែល​ត្រូវការ
home-paper-out = ម៉ាស៊ីន​អស់​ក្រដាស៖ លេខ​បង្ហាញ​លើ​អេក្រង់។
home-printer-fault = ម៉ាស៊ីនបោះពុម្ព​មិន​ដំណើរការ៖ លេខ​បង្ហាញ​លើ​អេក្រង់។
help-title = ហៅ​បុគ្គលិក​ជួយ
help-who = បុគ្គលិក​មក​ជួយ​នៅ​ម៉ាស៊ីន​នេះ
help-calling = កំពុង​ហៅ​បុគ្គលិក…
help-coming = បុគ្គលិក​កំពុង​មក។
help-stay = សូម​រង់ចាំ​នៅ​ម៉ាស៊ីន​នេះ
ease-larger = A+

## A number

asking = កំពុង​យកលេខ…
result-title = លេខរង់ចាំ
result-priority = អាទិភាព
result-ahead = ចំនួន​អ្នករង់ចាំ​មុន
result-wait = រយៈពេល​រង់ចាំ
result-scan = ស្កេន​កូដ​ដើម្បី​តាមដាន​លេខ​លើ​ទូរស័ព្ទ។
result-printing = កំពុង​បោះពុម្ព​សំបុត្រ…
result-printed = សូម​យក​សំបុត្រ​ខាងក្រោម។
result-asked = សំបុត្រ​ចេញ​ហើយ​ឬនៅ?
paper-yes = ចេញហើយ
paper-no = មិនទាន់​ចេញ
result-more = ត្រូវការ​សេវា​ផ្សេងទៀត? សូម​ប្រាប់​បុគ្គលិក​នៅ​បញ្ជរ មិនបាច់​យក​លេខ​ថ្មី​ទេ។
result-change = មាន​អាទិភាព?
result-change-how = ចុច​ដើម្បី​ប្តូរ​ទៅ​លេខ​អាទិភាព
result-no-paper = សូម​ថតរូប​ឬ​ចងចាំ​លេខ​នេះ។
result-paper-out = ម៉ាស៊ីន​អស់​ក្រដាស។ លេខ { $number } ត្រូវបាន​កត់ត្រា​ហើយ៖ សូម​ថតរូប​ឬ​ចងចាំ​លេខ​នេះ។
result-printer-fault = ម៉ាស៊ីនបោះពុម្ព​មិន​ដំណើរការ។ លេខ { $number } ត្រូវបាន​កត់ត្រា​ហើយ៖ សូម​ថតរូប​ឬ​ចងចាំ​លេខ​នេះ។
done = រួចរាល់

## No number

away-title = ម៉ាស៊ីន​ដាច់​ការតភ្ជាប់​ជា​បណ្តោះអាសន្ន
blocked-body = សូម​ជួប​បុគ្គលិក​ដើម្បី​យក​លេខ។

## The paper

ticket-title = លេខរង់ចាំ
ticket-priority = អាទិភាព
ticket-again = បោះពុម្ព​ម្តងទៀត
ticket-ahead = ចំនួន​អ្នករង់ចាំ​មុន
ticket-wait = រយៈពេល​រង់ចាំ
ticket-taken = យកលេខ​ម៉ោង
ticket-scan = ស្កេន​កូដ​ដើម្បី​តាមដាន​លេខ និង​មើល​ឯកសារ​ដែល​ត្រូវ​រៀបចំ។
ticket-wifi = Wi-Fi: { $name }
ticket-wifi-password = ពាក្យសម្ងាត់៖ { $password }
ticket-order = លេខ​អាទិភាព​អាច​ត្រូវបាន​ហៅ​មុន។
ticket-missed = ខកខាន​វេន៖ សូម​ប្រាប់​បុគ្គលិក លេខ​នៅតែ​ប្រើបាន​ក្នុង​ថ្ងៃ។
ticket-free = យកលេខ​ឥតគិតថ្លៃ។
ticket-hotline = យកលេខ​ឥតគិតថ្លៃ។ មតិយោបល់៖ { $hotline }
