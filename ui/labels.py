"""Every Vietnamese string of the page, so that its words can be read and mended in one place."""

from __future__ import annotations

TITLE = "Trợ lý Báo cáo"

# places
DESK, REPORTS, FACTS, PROFILE, LIBRARY = "Bàn viết", "Báo cáo", "Số liệu", "Hồ sơ", "Kho tài liệu"
REGISTRY, SETTINGS = "Văn bản", "Cài đặt"
OUTLINE, CHAT, PAPER = "Dàn ý", "Trò chuyện", "Bản thảo"

# header
PICK_REPORT = "Báo cáo đang viết"
CHECK_ALL = "Soát lỗi"
WORD = "Tải Word"
WORD_DRAFT = "Bản dự thảo"
SAVED = "Đã lưu {time}"
NOT_SAVED_YET = "Chưa có gì để lưu"

# outline
STATES = {"trong": "trống", "ghi_chu": "có ghi chú", "ban_thao": "bản thảo", "da_duyet": "đã duyệt"}
PROGRESS = "{done}/{total} mục có bản thảo"
NO_REPORT = "Chưa có báo cáo nào. Mở trang Báo cáo để lập báo cáo đầu tiên."

SECTION_ADD, SECTION_RENAME, SECTION_UP, SECTION_DOWN = "Thêm", "Đổi tên", "Lên", "Xuống"
SECTION_NUMBER, SECTION_NAME, SECTION_NAME_NEW = "Số mục", "Tên mục", "Tên mục mới, đặt sau mục đang mở"
NEED_SECTION_NAME = "Ghi tên mục trước khi lưu."
AT_THE_START, AT_THE_END = "Mục này đã đứng đầu trong phần của nó.", "Mục này đã đứng cuối trong phần của nó."

# chat
ASKED = "Đề cương hỏi"
ASKED_NOTHING = "Đề cương không nêu riêng ý nào cho mục này."
ASKED_DONE = "{done}/{total} ý đã có trong bản thảo"
ASKED_HINT = "Đối chiếu theo từ ngữ và con số; người viết quyết định."
TICKS = {"du": "đã có trong bản thảo", "ghi": "mới có trong ghi chú", "thieu": "chưa có"}
SUGGEST = "Gợi ý cách viết"
FROM_NOTES = "Soạn từ ghi chú"
WHICH_DIRECTIVE = "Văn bản nào áp dụng"
CHECK_SECTION = "Soát mục này"
SUGGEST_TURN = "Gợi ý cách viết mục «{heading}»"
DIRECTIVE_TURN = "Văn bản nào áp dụng cho mục «{heading}» của {title}?"
ASK_HINT = "Nhập câu hỏi hoặc dán ghi chú, mỗi ý một dòng"
ASK_INFO = "Enter để gửi, Shift + Enter để xuống dòng"
SEND, STOP = "Gửi", "Dừng"
WORKING = "Đang xử lý"
STOPPED = "Đã dừng theo yêu cầu. Phần trên chưa trọn vẹn."
WELCOME = "Bấm một trong bốn nút bên dưới, gõ câu hỏi, hoặc dán ghi chú của mục này vào ô nhập."
NEED_NOTES = (
    "Chưa có ghi chú cho mục này. Dán ghi chú vào ô bên dưới hoặc vào thẻ «Ghi chú» cạnh bản thảo, mỗi ý một dòng, "
    "rồi bấm «Soạn từ ghi chú»."
)
NEED_SECTION = "Chọn một mục ở Dàn ý trước."
NEED_TEXT = "Mục này chưa có bản thảo để soát."
YOU, ASSISTANT = "Cán bộ", "Trợ lý"
COPY, COPIED = "Chép", "Đã chép"
OURS = "mẫu của Trợ lý"
PROPOSAL = "Đề xuất, chưa vào bản thảo"
FORMER_PROPOSAL = "Đề xuất trước đó"
ACCEPT = "Đưa vào bản thảo"
REPLACE = "Thay bản thảo"
APPEND = "Nối vào cuối bản thảo"
REWRITE, SHORTER = "Viết lại", "Ngắn hơn"
REWRITE_TURN, SHORTER_TURN = "Viết lại", "Viết ngắn hơn"
ACCEPTED = "Đã đưa vào bản thảo lúc {time}."
SOURCES = "Nguồn"
COMPUTED = "Có thể nêu thêm"
REMARKS = "Lưu ý"
DIRECTIVES = "Văn bản"
NO_PROPOSAL = "Không có đề xuất nào đang chờ."
WRITTEN_HERE = "soạn tại chỗ"
APPLIES = {"yes": "còn áp dụng", "expired": "hết hiệu lực", "superseded": "đã bị thay thế", "unknown": "cần kiểm tra"}
CITED_IN = "Được nêu trong"
CONFLICT = "ghi khác"
ISSUED = "ngày {date}"
PRESSES = {
    "Mở sổ văn bản": "mo-van-ban",
    "Tải văn bản lên": "mo-kho",
    "Tải Word": "tai-word",
    "Tải bản DỰ THẢO": "tai-du-thao",
    "Soát lỗi": "soat-het",
    "Soát lỗi mục này": "soat-muc",
}
"""Next steps that the assistant names and that have a button of their own on the page."""
COPY_FIRST, COPY_LATER = "Chép lần đầu", "Chép lần sau"
COPY_FIRST_HINT, COPY_LATER_HINT = "Nhắc lần đầu: {text}", "Nhắc các lần sau: {text}"

# paper
PAPER_HINT = "Văn bản của mục này. Gõ trực tiếp, hoặc đưa đề xuất ở khung trò chuyện vào đây."
VERSIONS = "Các bản"
VERSION = "Bản {number} · {time} · {by}"
BY_USER = "tự gõ"
BY_RESTORE = "khôi phục"
COMPARE, RESTORE = "So sánh", "Khôi phục"
NOTES = "Ghi chú"
NOTES_HINT = "Ghi chú của mục này, mỗi ý một dòng. Được giữ lại và dùng khi bấm «Soạn từ ghi chú»; không in ra báo cáo."
FINDINGS, SOURCE, DIFF = "Phát hiện", "Nguồn", "So sánh"
APPROVE, APPROVED, UNAPPROVE = "Duyệt mục này", "Đã duyệt", "Bỏ duyệt"
NO_FINDINGS_YET = "Chưa soát. Bấm «Soát mục này» hoặc «Soát lỗi»."
NO_FINDINGS = "Không thấy lỗi nào trong phần đã soát."
SEVERITY = {"error": "Lỗi", "warning": "Cần xem", "info": "Gợi ý"}
EXPECTED = "Nên là"
WAIVE = "Bỏ qua"
NEED_REASON = "Ghi lý do bỏ qua phát hiện này."
WAIVED = "{count} đã bỏ qua có lý do"
SOURCE_EMPTY = "Bấm vào số [1], [2]… trong trò chuyện để xem đoạn nguồn ở đây."
NO_DIFF = "Hai bản giống nhau."
DIFF_WITH = "Bản {number} so với bản đang viết"
RESTORED = "Đã khôi phục bản {number}; bản vừa rồi vẫn còn trong danh sách."
SECTION_COUNT = "{count} phát hiện"
CHECKED_ALL = "Cả báo cáo: {count} phát hiện"
HELD_BACK = "Chưa xuất bản chính thức được: còn {count} lỗi. Sửa lỗi rồi tải lại, hoặc tải bản dự thảo."

# registry
REGISTRY_TITLE = "Sổ văn bản chỉ đạo"
REGISTRY_HELP = (
    "Tra số, ký hiệu hoặc chủ đề; hiệu lực xét theo thời kỳ của báo cáo đang mở. Tình trạng ghi «cần kiểm tra» là chưa đối chiếu "
    "văn bản gốc."
)
LOOK_FOR = "Số, ký hiệu hoặc chủ đề"
LOOK_FOR_HINT = "217 · 62-KL/TW · dân chủ ở cơ sở"
LOOK_UP = "Tra cứu"
FOUND = "{count} văn bản"
NONE_FOUND = (
    "Chưa tìm thấy «{text}» trong sổ văn bản và kho tài liệu. Kiểm tra lại số, ký hiệu, hoặc bấm «Thêm văn bản»."
)
OWN_ENTRIES = "Đơn vị đã thêm hoặc sửa ({count})"
NO_OWN_ENTRIES = "Sổ có {count} văn bản. Đơn vị chưa thêm hay sửa văn bản nào."
STATUSES = {
    "con_hieu_luc": "còn hiệu lực",
    "het_hieu_luc": "hết hiệu lực",
    "duoc_thay_the": "đã được thay thế",
    "khong_ro": "chưa rõ hiệu lực",
}
NEEDS_CHECK = "cần kiểm tra"
STATUS = "Tình trạng"
REPLACED_BY = "Được thay thế bằng"
TERM = "Nhiệm kỳ"
FOR_REPORT = "Với báo cáo đang mở"
SAYS_DATE, SAYS_SAME_DATE = "ghi ngày {date}", "ghi đúng ngày {date}"
SAYS_NO_DATE = "không ghi ngày"
BOOK_DATE = "sổ ghi ngày {date}"
OTHER_ISSUER = "ghi khác cơ quan ban hành"
CONFLICT_HEAD = "Các tài liệu ghi khác nhau"
MORE_CITED = "và {count} chỗ khác"
ADD_ENTRY, CORRECT = "Thêm văn bản", "Sửa"
ADDING, CORRECTING = "Thêm một văn bản vào sổ", "Sửa văn bản {name}"
EXPORT, EXPORT_OWN = "Xuất cả sổ", "Xuất phần của đơn vị"
ENTRY_FIELDS = {
    "symbol": ("Số, ký hiệu", "62-KL/TW"),
    "type": ("Loại văn bản", ""),
    "issued_on": ("Ngày ban hành", "08/12/2009"),
    "issuer": ("Cơ quan ban hành", "Bộ Chính trị"),
    "term": ("Nhiệm kỳ", "khóa X"),
    "title": ("Trích yếu", "về …"),
    "status": ("Tình trạng", ""),
    "replaced_by": ("Được thay thế bằng", "23-QĐ/TW"),
    "note": ("Ghi chú", ""),
}
ENTRY_TYPES = (
    "Kết luận", "Nghị quyết", "Chỉ thị", "Quyết định", "Quy định", "Hướng dẫn", "Kế hoạch", "Thông báo", "Quy chế",
    "Chương trình", "Đề án", "Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Nghị quyết liên tịch", "Công văn",
)  # fmt: skip
CHECKED = "Đã đối chiếu với văn bản gốc"
SAVE, CANCEL = "Lưu", "Hủy"
ENTRY_SAVED = "Đã ghi {name} vào sổ của đơn vị."
FORMER_STAYS = "Mục cũ {name} vẫn còn trong sổ vì khác ký hiệu hoặc ngày ban hành; tra cứu sẽ hiện cả hai."
NOT_IN_BOOK = "Không còn thấy văn bản này trong sổ. Tra cứu lại rồi sửa."

# settings
SETTINGS_HELP = (
    "Những gì Trợ lý đang dùng trên máy này. Thiết lập bằng biến môi trường hoặc tùy chọn của lệnh troly, xem README."
)
EXAMINE = "Kiểm tra lại"
EXAMINING = "Đang kiểm tra…"
EXAMINED = "Kiểm tra lúc {time}"
OK, ATTEND = "ổn", "lưu ý"
ALL_WELL, SOME_ATTEND = "Mọi thứ cần thiết đều trả lời.", "{count} mục cần thiết chưa trả lời; xem các dòng «lưu ý»."

# facts
FACT_HEADERS = ("Chỉ tiêu", "Giá trị", "Đơn vị tính", "Kỳ", "Nguồn")
FACTS_HELP = (
    "Số liệu của đơn vị. Trợ lý chỉ dùng số ở đây và trong ghi chú; số nào không có sẽ để chỗ trống [ ] cho người viết điền. "
    "Có thể dán thẳng từ Excel vào bảng."
)
ADD_ROW = "Thêm dòng"

# profile
PROFILE_HELP = "Thông tin in ở đầu và cuối văn bản, và để chọn thể thức, văn bản áp dụng."
SYSTEMS = (("Đảng", "party"), ("Chính quyền", "state"), ("Mặt trận, đoàn thể", "front"))
LEVELS = (("Xã, phường, đặc khu", "xã"), ("Tỉnh, thành phố", "tỉnh"), ("Huyện (trước 01/7/2025)", "huyện"))
PROFILE_GROUPS = (
    ("Đơn vị báo cáo", ("unit", "parent", "system", "level")),
    ("Nội dung báo cáo", ("title", "directive", "period", "to")),
    ("Thể thức", ("number", "place", "date")),
    ("Ký và nơi nhận", ("authority", "post", "signatory", "recipients")),
)
PROFILE_FIELDS = {
    "unit": ("Đơn vị", "Đảng ủy xã Tân Hòa"),
    "parent": ("Cơ quan cấp trên", "Tỉnh ủy …"),
    "system": ("Hệ thống", ""),
    "level": ("Cấp", ""),
    "title": ("Tên báo cáo", "tổng kết 10 năm thực hiện Kết luận số 62-KL/TW"),
    "directive": ("Văn bản được tổng kết", "62-KL/TW"),
    "period": ("Thời kỳ báo cáo", "2009-2019"),
    "to": ("Kính gửi (mỗi nơi một dòng)", ""),
    "number": ("Số, ký hiệu", "12-BC/ĐU"),
    "place": ("Nơi ban hành", "Tân Hòa"),
    "date": ("Ngày ban hành (ngày/tháng/năm)", "18/10/2019"),
    "authority": ("Thẩm quyền ký", "T/M BAN THƯỜNG VỤ"),
    "post": ("Chức vụ", "BÍ THƯ"),
    "signatory": ("Họ tên người ký", ""),
    "recipients": ("Nơi nhận (mỗi nơi một dòng)", ""),
}
EXAMPLE = "ví dụ: {text}"
BAD_DATE = "Ngày «{text}» chưa đúng dạng ngày/tháng/năm (ví dụ 18/10/2019)."

# reports
NEW_REPORT = "Lập báo cáo mới"
NEW_HELP = "Dàn ý lấy từ đề cương của cấp trên, từ một báo cáo cũ, hoặc từ khung có sẵn."
OUTLINE_FROM = "Lấy dàn ý từ"
SKELETONS = {
    "xa-5-nam": "Khung có sẵn: báo cáo xã, 5 năm",
    "xa-10-nam": "Khung có sẵn: báo cáo xã, 10 năm",
    "xa-15-nam": "Khung có sẵn: báo cáo xã, 15 năm",
    "tinh": "Khung có sẵn: báo cáo tỉnh",
}
FROM_DOCUMENT = {"guidance": "Đề cương", "report": "Báo cáo cũ", "directive": "Văn bản"}
UPLOAD_OUTLINE = "Tải đề cương khác lên"
MAKE_REPORT = "Lập báo cáo"
REPORT_NAME = "Tên gọi (để trống thì lấy theo đề cương)"
REPORT_LIST = "Báo cáo đã lập"
REPORT_ROW = "{unit}{drafted}/{sections} mục có bản thảo · sửa lần cuối {time}"
OPEN, ARCHIVE = "Mở", "Cất đi"
NO_REPORTS = "Chưa có báo cáo nào. Chọn một dàn ý ở trên rồi bấm «Lập báo cáo»."
PICK_OUTLINE = "Chọn một dàn ý trước khi lập báo cáo."
ARCHIVE_SURE = "Cất báo cáo này khỏi danh sách? Nội dung vẫn được giữ."

# library
UPLOAD = "Tải tài liệu lên"
UPLOAD_HINT = "Nhận Word, PDF, văn bản, Markdown, HTML, Excel; nhiều tệp một lần."
UPLOAD_KIND = "Loại tài liệu"
KINDS = (
    ("Tự nhận biết", "auto"),
    ("Kế hoạch, đề cương", "guidance"),
    ("Báo cáo cũ", "report"),
    ("Văn bản chỉ đạo", "directive"),
)
KIND_NAMES = {"guidance": "kế hoạch, đề cương", "report": "báo cáo", "directive": "văn bản chỉ đạo"}
LIBRARY_HELP = "Đề cương và báo cáo cũ trong kho cho cách viết và yêu cầu, không bao giờ cho số liệu."
DEMO_OFF, DEMO_ON = "Bỏ tài liệu minh họa", "Nạp lại tài liệu minh họa"
DEMO_MARK = "minh họa"
DEMO_REMOVED = "Đã bỏ {count} tài liệu minh họa khỏi kho."
DEMO_RESTORED = "Đã nạp lại {count} tài liệu minh họa."
READING = "Đang đọc {name}"
STATUS_NAMES = {
    "added": "đã thêm",
    "replaced": "đã thay bản cũ",
    "unchanged": "đã có, không đổi",
    "failed": "không đọc được",
}
VIEW, REMOVE = "Xem", "Bỏ"
REMOVE_SURE = "Bỏ tài liệu này khỏi kho?"
REMOVED = "Đã bỏ khỏi kho: {title}."
EMPTY_LIBRARY = "Kho chưa có tài liệu. Tải lên đề cương của cấp trên và vài báo cáo cũ để có cách viết và nguồn trích."
YOUR_DOCUMENTS, DEMO_DOCUMENTS = "Tài liệu của đơn vị", "Tài liệu minh họa (xã hư cấu)"
COUNTS = "{passages} đoạn · {sections} mục · {tables} bảng · {footnotes} chú thích"
COUNTED = "{0.passages} đoạn · {0.sections} mục"
CLOSE = "Đóng"

# start and errors
TROUBLE, NOTICE = "Chưa làm được", "Trợ lý"
STARTING = "Đang mở Trợ lý Báo cáo"
STARTING_PARTS = {"libraries": "nạp chương trình", "library": "mở kho tài liệu", "page": "dựng trang"}
LOOPBACK_ONLY = "Trang chưa có đăng nhập nên chỉ mở trên máy này (127.0.0.1), không mở ở {host}."
WARM_TURN = "Viết phần hạn chế thế nào?"
FAILED_START = "Không mở được"
UNEXPECTED = "Có lỗi ngoài dự kiến ({kind}). Thao tác vừa rồi chưa được thực hiện; nội dung đã lưu không đổi."
NOT_FOUND = "Không tìm thấy, hoặc không thuộc về người dùng này."
TOO_LONG = "Văn bản dài quá {limit} ký tự, chưa lưu được."
SKIP = "Đến khung trò chuyện"

GRADIO = {
    "blocks.connection_can_break": "Trên điện thoại, kết nối có thể đứt khi rời trang hoặc tắt màn hình.",
    "blocks.long_requests_queue": "Đang có nhiều yêu cầu chờ.",
    "blocks.lost_connection": "Mất kết nối do rời trang. Đang nối lại…",
    "blocks.waiting_for_inputs": "Tệp đang tải lên, đợi xong rồi thử lại.",
    "chatbot.copy_message": "Chép",
    "chatbot.copied_message": "Đã chép",
    "common.clear": "Xóa",
    "common.download": "Tải về",
    "common.edit": "Sửa",
    "common.empty": "Trống",
    "common.error": "Lỗi",
    "common.loading": "Đang tải",
    "common.or": "hoặc",
    "common.remove": "Bỏ",
    "common.submit": "Gửi",
    "common.undo": "Hoàn tác",
    "common.progress": "Tiến độ",
    "common.settings": "Cài đặt",
    "dataframe.incorrect_format": "Chỉ nhận tệp CSV hoặc TSV",
    "dataframe.new_column": "Thêm cột",
    "dataframe.new_row": "Thêm dòng",
    "dataframe.add_row_above": "Thêm dòng phía trên",
    "dataframe.add_row_below": "Thêm dòng phía dưới",
    "dataframe.delete_row": "Xóa dòng",
    "dataframe.delete_column": "Xóa cột",
    "dataframe.add_column_left": "Thêm cột bên trái",
    "dataframe.add_column_right": "Thêm cột bên phải",
    "dataframe.sort_column": "Sắp xếp",
    "dataframe.sort_ascending": "Sắp xếp tăng dần",
    "dataframe.sort_descending": "Sắp xếp giảm dần",
    "dataframe.clear_sort": "Bỏ sắp xếp",
    "dataframe.filter": "Lọc",
    "dataframe.clear_filter": "Bỏ lọc",
    "dataframe.drop_to_upload": "Thả tệp CSV hoặc TSV vào đây để nhập vào bảng",
    "dataframe.import_empty_file": "Tệp trống.",
    "dataframe.import_no_column_names": "Tệp không có tên cột.",
    "dropdown.dropdown": "Danh sách",
    "errors.build_error": "Trang bị lỗi khi dựng",
    "errors.config_error": "Trang bị lỗi cấu hình",
    "errors.runtime_error": "Trang bị lỗi khi chạy",
    "file.uploading": "Đang tải lên…",
    "radio.radio": "Lựa chọn",
    "status.queue_position": "Đang chờ: {position}/{size}",
    "upload_text.click_to_upload": "Bấm để chọn tệp",
    "upload_text.drop_file": "Kéo tệp vào đây",
    "upload_text.drop_csv": "Kéo tệp CSV vào đây",
    "upload_text.paste_clipboard": "Dán từ bộ nhớ tạm",
}
