# Từ của bảng gọi số trong sảnh. Bản tiếng Việt là bản gốc: mọi bản khác có đúng các từ này.
window-title = Bảng gọi số

## Số đang gọi

call-invite = Mời công dân có số thứ tự
call-to = đến { $counter }
# Đứng trước ký hiệu của quầy khi tên quầy không nói cách gọi khác.
counter-word = quầy
# Khi một số vừa gọi được rút lại.
taken-back = { $number }: gọi nhầm, xin chờ tiếp.

## Khi chưa gọi số nào

calm-connecting = Đang kết nối…
calm-lost = Xin nghe cán bộ gọi tại quầy
calm-wait = Mời chờ gọi số
calm-starts = Bắt đầu lấy số từ { $time }
calm-paused = Quầy tạm ngưng
calm-paused-until = Quầy tạm ngưng, mở lại khoảng { $time }

## Bên cạnh

waiting = Đang chờ
missed = Đã gọi, chưa có mặt:
missed-hint = Xin báo cán bộ, số vẫn dùng được trong ngày.

## Mất kết nối

lost = Chưa kết nối được với máy chủ. Xin nghe cán bộ gọi tại quầy.
lost-since = Mất kết nối từ { $time }. Xin nghe cán bộ gọi tại quầy.
unknown-office = Máy chủ không có đơn vị mang mã đã cài cho bảng này. Xin nghe cán bộ gọi tại quầy.

## Trên màn hình của một quầy

sign-invite = Mời
sign-closed = Quầy đóng
sign-unknown = Không có quầy mang mã { $counter }
