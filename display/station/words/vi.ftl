# Từ chung của máy lấy số và bảng gọi số: xin duyệt máy, tự kiểm tra. Bản tiếng Việt là bản gốc.

## Máy chờ duyệt

pairing-title = Máy này chưa được duyệt
pairing-title-revoked = Máy này không còn được nhận
pairing-do = Người quản trị duyệt mã này trên máy chủ:
pairing-then = Máy tự chạy ngay sau khi được duyệt. Mã đổi mới sau mỗi 10 phút.
pairing-asking = Đang xin mã…
pairing-machine = { $name } · { $server }
pairing-away = Chưa kết nối được với máy chủ. Máy đang thử lại.
pairing-untrusted = Chứng thư của máy chủ không được tin cậy: kiểm tra --ca.
pairing-busy = Máy chủ đang bận hoặc có quá nhiều máy chờ duyệt. Máy đang thử lại.
pairing-refused = Máy chủ không nhận máy này: xem nhật ký của máy.
pairing-unkept = Không ghi được vào thư mục { $folder }: tắt máy là phải duyệt lại.
pairing-visitors-kiosk = Mời gặp cán bộ hướng dẫn để lấy phiếu.
pairing-visitors-display = Xin nghe cán bộ gọi tại quầy.

## Tự kiểm tra: điều thấy được, và sau dấu "-do" việc cần làm khi có lỗi

check-server-ok = Máy chủ { $server } trả lời.
check-server-away = Không nối được với máy chủ { $server }: { $why }
check-server-away-do = Kiểm tra dây mạng, địa chỉ ở --server, và máy chủ có đang chạy không.
check-server-untrusted = Không tin được chứng thư của máy chủ { $server }: { $why }
check-server-untrusted-do = Chỉ đúng tệp ở --ca; xem hạn của chứng thư và đồng hồ của máy này.
check-secure-ok = Kết nối được mã hóa (TLS).
check-secure-plain = Kết nối không mã hóa: chỉ dùng trong mạng riêng.
check-office-ok = Cơ quan { $office }: { $name }.
check-office-unknown = Máy chủ không có cơ quan { $office }.
check-office-unknown-do = Sửa --office; máy chủ có: { $offices }.
check-office-unheard = Máy chủ không cho biết về cơ quan { $office }: { $why }
check-office-unheard-do = Xem nhật ký của máy chủ và trang /readyz.
check-key-ok = Máy chủ nhận máy này.
check-key-public = Bảng công khai, không dùng khóa.
check-key-refused = Máy chủ không nhận khóa của máy này.
check-key-refused-do = Tạo khóa mới bằng server device add, hoặc bỏ --key-file để xin duyệt bằng mã trên màn hình.
check-key-none = Máy này chưa được duyệt.
check-key-none-do = Mở máy; người quản trị duyệt mã hiện trên màn hình.
check-key-unheard = Chưa thử được khóa: { $why }
check-key-unheard-do = Thử lại sau; xem nhật ký của máy chủ.
check-clock-ok = Đồng hồ máy này lệch máy chủ { $seconds } giây.
check-clock-off = Đồng hồ máy này lệch máy chủ { $seconds } giây.
check-clock-off-do = Bật đồng bộ giờ: timedatectl set-ntp true.
check-folder-ok = Thư mục { $folder } ghi được, còn { $free } MB.
check-folder-shut = Không ghi được vào thư mục { $folder }: { $why }
check-folder-shut-do = Cho người dùng chạy máy này quyền ghi, hoặc chọn thư mục khác ở --state.
check-folder-full = Ổ đĩa của thư mục { $folder } chỉ còn { $free } MB.
check-folder-full-do = Xóa bớt tệp không dùng.
check-folder-none = Không có thư mục lưu (--state): sau khi mở lại không có bảng cũ.
check-fonts-ok = Phông chữ đủ chữ cho: { $languages }.
check-fonts-lack = Phông chữ thiếu của { $language }: { $letters }
check-fonts-lack-do = Bỏ các chữ này khỏi tệp của --words hoặc của cơ quan.
check-words-lack = Cơ quan dùng ngôn ngữ { $language } mà máy chưa có từ.
check-words-lack-do = Thêm tệp từ bằng --words, hoặc bỏ ngôn ngữ này ở cơ quan.
check-screen-ok = Màn hình mở được.
check-screen-shut = Không mở được màn hình: { $why }
check-screen-shut-do = Khởi động X (systemctl start mot-cua-x) và đặt DISPLAY=:0.
check-sound-ok = Có tiếng; có giọng đọc: { $languages }.
check-sound-off = Tiếng đã tắt (--sound off).
check-sound-mute = Không phát được tiếng: { $why }
check-sound-mute-do = Cắm loa; cài alsa-utils và espeak-ng; xem aplay -L.
check-voice-none = Không có giọng đọc cho ngôn ngữ { $language }.
check-voice-none-do = Cài espeak-ng hoặc chỉ thư mục giọng thu sẵn ở --voice.
check-end-ok = Mọi thứ đều tốt.
check-end-wrong = Số việc cần làm: { $count }.
check-voice-sample = Đây là tiếng thử của máy này.
