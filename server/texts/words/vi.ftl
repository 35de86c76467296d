# Từ dùng chung của máy lấy số, bảng điện tử, máy chủ. Bản tiếng Việt là bản gốc: mọi bản khác có đúng các từ này.
language-name = Tiếng Việt

## Thời gian chờ

wait-range = { $low }–{ $high } phút
wait-exact = { $minutes } phút
wait-none = không chờ
wait-none-title = Không chờ
wait-no-counter = Chưa có quầy mở
wait-after = sau { $time }
wait-after-title = Sau { $time }
wait-about-range = khoảng { $low }–{ $high } phút
wait-about-exact = khoảng { $minutes } phút
wait-about-no-counter = chưa có quầy mở

## Người chờ

people-waiting = { $count ->
    [0] chưa có người chờ
   *[other] { $count } người chờ
}

## Quầy: "Quầy 1, 2 hoặc 3"

list-more = { $list }, { $next }
list-or = { $list } hoặc { $last }
counters = { $word } { $list }

## Ngày giờ

weekday-1 = Thứ Hai
weekday-2 = Thứ Ba
weekday-3 = Thứ Tư
weekday-4 = Thứ Năm
weekday-5 = Thứ Sáu
weekday-6 = Thứ Bảy
weekday-7 = Chủ Nhật
# Tháng viết trong ngày.
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
date = { $weekday }, { $date }
date-board = { $weekday } { $date }
clock-day = { $time } { $day }

## Vì sao chưa lấy được số

closed-hours = Ngoài giờ lấy số.
closed-morning = Đã hết giờ lấy số buổi sáng.
closed-afternoon = Đã hết giờ lấy số buổi chiều.
closed-limit = Đã hết số của nhóm này trong hôm nay.
closed-holiday = Hôm nay là ngày nghỉ.
closed-day = Hôm nay đã ngừng cấp số.

## Khi nào lấy lại được

reopens-afternoon = Lấy số buổi chiều từ { $time }.
reopens-today = Lấy số từ { $time }.
reopens-tomorrow = Mời trở lại { $time } ngày mai.
reopens-day = Mời trở lại { $time } { $date }.

## Thủ tục: thời hạn, lệ phí, giấy tờ

term-same-day = trong ngày
term-same-day-until = trong ngày nếu nộp trước { $time }
term-half-day = nửa ngày làm việc
term-days = { $days } ngày làm việc
term-calendar-days = { $days } ngày
thousands = .
fee-free = miễn phí
fee-fixed = { $sum } đồng
fee-per-copy = { $sum } đồng một bản
fee-per-page = { $sum } đồng một trang
fee-from-page = từ trang { $page }: { $sum } đồng
fee-cap = nhiều nhất { $sum } đồng
document-original = bản chính
document-certified = bản sao chứng thực
document-copy = bản chụp
document-form = tờ khai
document-shown = xuất trình
document-if-any = nếu có

## Số đang ở đâu

state-waiting = { $count ->
    [0] Sắp đến lượt
   *[other] Còn { $count } người chờ trước
}
state-called = Mời đến { $counter }
state-serving = Đang được phục vụ tại { $counter }.
state-held = Số đang được giữ. Có đủ giấy tờ, đến thẳng { $counter }, không lấy số mới.
state-done = Đã xong. Cảm ơn đã đến.
state-missed = Số { $number } đã gọi { $calls } lần. Báo cán bộ, số vẫn dùng được trong ngày.
state-cancelled = Số này đã được hủy.
state-expired = Đã hết giờ làm việc, số không còn hiệu lực. Mong thông cảm.
