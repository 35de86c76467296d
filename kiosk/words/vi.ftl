# Từ của máy lấy số.

## Màn hình đầu

home-title = Chọn thủ tục cần làm
home-hint = Chạm vào một ô để lấy số thứ tự.
home-closed-title = Hiện chưa lấy số được
priority-title = Lấy số ưu tiên
priority-hint = Chạm vào một ô để lấy số ưu tiên.
priority-who = Từ 60 tuổi, khuyết tật, mang thai, con nhỏ, người có công
ordinary-title = Lấy số thường
ordinary-who = Không thuộc diện ưu tiên
groups-title = Thuộc diện ưu tiên nào?
groups-hint = Chạm vào một ô. Phiếu không ghi lý do ưu tiên.
back = Quay lại
more-services = Nhóm khác
more = Xem tiếp
unsure = Chưa rõ thủ tục?
unsure-how = Gặp cán bộ hướng dẫn, hoặc chạm để xem giấy tờ cần có
home-paper-out = Máy hết giấy: số hiện trên màn hình.
home-cover-open = Nắp máy in đang mở: số hiện trên màn hình.
home-printer-fault = Máy in không chạy: số hiện trên màn hình.

## Cán bộ hỗ trợ

help-title = Gọi cán bộ hỗ trợ
help-who = Có người đến giúp tại máy này
help-calling = Đang gọi cán bộ…
help-coming = Cán bộ đang đến.
help-stay = Mời đợi tại máy này
help-unheard = Chưa gọi được cán bộ
help-go = Mời đến bàn hướng dẫn

## Dễ dùng hơn

ease-larger = A+
ease-contrast = Tương phản
ease-lowered = Hạ thấp

## Đọc to

read = Đọc to
read-again = Nghe lại
aloud-welcome = Máy đọc màn hình. Bấm phím tới hoặc phím lùi để nghe từng mục. Bấm phím chọn để lấy mục vừa nghe.
aloud-read = Đọc to
aloud-larger = Chữ to hơn
aloud-contrast = Màu tương phản
aloud-lowered = Hạ thấp các ô
aloud-chosen = { $name }, đang chọn
aloud-page = Trang { $page } trên { $pages }
aloud-number = Số { $number }. Mời chờ.
aloud-number-priority = Số ưu tiên { $number }. Mời chờ.
aloud-wait = Thời gian chờ: { $wait }.
aloud-ahead = Số người chờ trước: { $count }.

## Hỏi lại

question-again = Vừa cấp số { $number }. Lấy thêm một số nữa?
question-long = Đang có { $count } người chờ, { $wait }. Vẫn lấy số?
question-after = Đang có { $count } người chờ, có thể đến lượt sau { $time }. Vẫn lấy số?
take = Lấy số
take-more = Lấy thêm một số
take-none = Không lấy số
stay-title = Cần thêm thời gian?
stay = Tiếp tục
leave = Kết thúc

## Thủ tục và giấy tờ cần mang theo

papers-title = Chưa rõ thủ tục?
papers-hint = Chạm vào một nhóm để xem thủ tục và giấy tờ cần mang theo.
papers-take = Lấy số { $service }
papers-bring = Giấy tờ cần mang theo
procedures-hint = Chạm vào một thủ tục để xem giấy tờ cần mang theo.
procedures-coming = Đang xem danh sách thủ tục…
procedures-unheard = Chưa xem được danh sách thủ tục. Mời gặp cán bộ hướng dẫn.
procedures-none = Nhóm này chưa có danh sách thủ tục. Mời gặp cán bộ hướng dẫn.

## Đã có phiếu

holder-title = Đã có phiếu?
holder-who = Xem số, hoặc báo đã quay lại
holder-wanted = Đưa mã trên phiếu vào máy quét
holder-wanted-body = Máy cho biết số đang ở đâu. Lỡ lượt cũng báo quay lại tại đây.
holder-asking = Đang xem phiếu…
holder-none = Không đọc được phiếu của hôm nay
holder-none-body = Mời đưa mã vào máy quét lần nữa, hoặc gặp cán bộ hướng dẫn.
holder-elsewhere = Phiếu này của cơ quan khác
holder-elsewhere-body = Mời gặp cán bộ hướng dẫn.
holder-unheard = Chưa xem được phiếu
holder-unheard-body = Số vẫn còn hiệu lực. Mời thử lại, hoặc gặp cán bộ hướng dẫn.
holder-return = Hoặc chạm “Tôi đã quay lại”.
holder-returned = Đã ghi nhận. Xin chờ gọi lại.
return = Tôi đã quay lại

## Ô của nhóm chưa lấy số được

card-early = Chưa đến giờ
card-hours = Hết giờ
card-limit = Hết số
card-holiday = Ngày nghỉ
card-day = Ngừng cấp số
card-opens = lấy số từ { $time }
card-reopens-today = mở lại lúc { $time }
card-reopens-tomorrow = mở lại { $time } ngày mai
card-reopens-day = mở lại { $day }

## Lấy số

asking = Đang lấy số…
stuck-title = Máy tạm mất kết nối
stuck-body =
    Đang thử lại để lấy số { $service }.
    Mời đợi, hoặc gặp cán bộ hướng dẫn.
give-up = Thôi, không lấy số nữa
refused-title = Chưa lấy được số
refused-body = Mời gặp cán bộ hướng dẫn để lấy phiếu.
refused-closed = Nhóm này vừa ngừng cấp số.

## Đã có số

result-title = Số thứ tự
result-priority = Ưu tiên
result-ahead = Số người chờ trước
result-wait = Thời gian chờ
result-scan = Quét mã để theo dõi số trên điện thoại.
result-printing = Đang in phiếu…
result-printed = Mời lấy phiếu ở khe bên dưới.
result-asked = Phiếu đã ra chưa?
paper-yes = Đã có
paper-no = Chưa có
result-more = Cần thêm thủ tục khác? Báo cán bộ tại quầy, không cần lấy số mới.
result-change = Thuộc diện ưu tiên?
result-change-how = Chạm để đổi sang số ưu tiên
result-changing = Đang đổi sang số ưu tiên…
result-changed = Đã đổi sang số ưu tiên. Phiếu vẫn dùng được.
result-unchanged = Chưa đổi được sang số ưu tiên. Mời báo cán bộ.
result-no-paper = Hãy chụp hoặc nhớ số này.
result-paper-out = Máy hết giấy. Số { $number } đã được ghi nhận: hãy chụp hoặc nhớ số này.
result-cover-open = Nắp máy in đang mở. Số { $number } đã được ghi nhận: hãy chụp hoặc nhớ số này.
result-printer-fault = Máy in không chạy. Số { $number } đã được ghi nhận: hãy chụp hoặc nhớ số này.
done = Xong

## Máy chưa cấp số được

starting = Đang nối với máy chủ…
away-title = Máy tạm mất kết nối
unready-title = Máy chưa sẵn sàng
blocked-body = Mời gặp cán bộ hướng dẫn để lấy phiếu.
away-note = Máy tự cấp số lại khi có kết nối.
not-allowed-note = Cho cán bộ: máy chủ không nhận mã của máy này.
unknown-office-note = Cho cán bộ: máy chủ không có cơ quan { $office }.
cannot-write-note = Cho cán bộ: ổ đĩa của máy không ghi được.

## Màn hình kỹ thuật

service-title = Màn hình kỹ thuật
service-pin = Nhập mã PIN
service-wrong = Sai mã PIN.
service-paused = Sai nhiều lần. Thử lại sau { $seconds } giây.
service-erase = Xóa
service-enter = Vào
service-close = Đóng
service-print = In thử
service-touches = Thử chạm
service-touch-here = Chạm vào đâu, chấm hiện ở đó.
service-version = Phiên bản
service-server = Máy chủ
service-line = Kết nối
service-line-up = tốt
service-line-starting = đang nối
service-line-away = mất kết nối
service-line-not-allowed = máy chủ không nhận máy này
service-line-unknown-office = máy chủ không có cơ quan này
service-line-cannot-write = ổ đĩa của máy không ghi được
service-device = Máy
service-network = Địa chỉ mạng
service-printer = Máy in
service-printer-well = tốt
service-printer-none = không có
service-printer-out = hết giấy
service-printer-low = sắp hết giấy
service-printer-open = nắp mở
service-printer-offline = không trả lời
service-printer-unknown = lỗi không rõ
service-trial = PHIẾU THỬ

## Phiếu giấy

ticket-title = SỐ THỨ TỰ
ticket-priority = ƯU TIÊN
ticket-again = IN LẠI
ticket-ahead = Số người chờ trước
ticket-wait = Thời gian chờ
ticket-taken = Lấy số lúc
ticket-scan = Quét mã để theo dõi và xem giấy tờ cần chuẩn bị.
ticket-wifi = Wi-Fi: { $name }
ticket-wifi-password = Mật khẩu: { $password }
ticket-order = Số ưu tiên có thể được gọi trước.
ticket-missed = Lỡ lượt: báo cán bộ, số vẫn dùng trong ngày.
ticket-free = Lấy số miễn phí.
ticket-hotline = Lấy số miễn phí. Phản ánh: { $hotline }

## Tự kiểm tra máy in

check-printer-none = Không dùng máy in.
check-printer-ok = Có máy in ở { $printer }; thêm --print để in thử.
check-printer-printed = Máy in { $printer } đã in tờ thử.
check-printer-sent = Đã gửi tờ thử đến máy in { $printer }: xem giấy có ra không.
check-printer-wrong = Máy in { $printer }: { $why }
check-printer-wrong-do = Xem nguồn, giấy, nắp và dây của máy in, quyền của nhóm lp, và địa chỉ ở --printer.
