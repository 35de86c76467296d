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
more = Nhóm khác

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
result-no-paper = Hãy chụp hoặc nhớ số này.
result-paper-out = Máy hết giấy. Số { $number } đã được ghi nhận: hãy chụp hoặc nhớ số này.
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

## Phiếu giấy

ticket-title = SỐ THỨ TỰ
ticket-priority = ƯU TIÊN
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
