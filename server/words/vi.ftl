# Câu thông báo trên bảng điện tử, trong 10 phút sau khi máy chủ chạy lại.
notice-back-again = Hệ thống hoạt động lại lúc { $time }, các số giữ nguyên thứ tự.

# Trang cho điện thoại của công dân và trang thiết lập lần đầu.
ticket-title = Số { $number }
ticket-number = Số thứ tự
ticket-now-calling = Đang gọi
ticket-called = Đến lượt!
ticket-called-at = Gọi lúc { $time }, lần { $calls }.
ticket-called-late = Chưa đến kịp? Báo cán bộ, số vẫn dùng được.
ticket-updated = Cập nhật lúc { $time }. Số ưu tiên có thể được gọi trước.
ticket-refreshes = Trang này tự làm mới. Hãy quay lại sảnh khi còn 3 người.
ticket-unknown-title = Không tìm thấy số này
ticket-unknown = Số chỉ có hiệu lực trong ngày. Hãy lấy số mới tại máy lấy số.
ticket-away-title = Chưa xem được số này
ticket-away = Máy chủ đang bận hoặc gặp lỗi. Số vẫn giữ nguyên; trang này tự thử lại.

setup-title = Thiết lập quản trị viên đầu tiên
setup-explain = Đường dẫn này dùng được một lần.
setup-user = Tên đăng nhập (chữ thường không dấu, số)
setup-password = Mật khẩu (ít nhất 8 ký tự)
setup-submit = Tạo tài khoản
setup-done = Đã tạo tài khoản quản trị viên { $user }.
setup-used = Đường dẫn này không đúng hoặc đã được dùng.
setup-wrong = Tên đăng nhập hoặc mật khẩu chưa đúng yêu cầu.

papers-title = Giấy tờ cần chuẩn bị
