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
