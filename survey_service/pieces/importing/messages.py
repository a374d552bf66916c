"""What a contributor is told about a file: why it was not taken, what changed, what was guessed."""

from __future__ import annotations

from survey_service.pages import N_

# a key of ImportRefused → what happened, that nothing typed is lost, the one thing to do next
REFUSALS = {
    "file_empty": N_("这个文件是空的。已填的都还在，请确认选对了文件，再传一次。"),
    "file_too_large": N_(
        "这个文件有%(size)sMB，最多收%(most)sMB。"
        "已填的都还在，请把照片从文件里拿出来单独上传，再传文字。"
    ),
    "old_word": N_(
        "这是旧格式的 Word 或 WPS 文件（.doc、.wps），文字取不出来。"
        "已填的都还在，请打开它，“另存为”选 .docx，再传一次。"
    ),
    "macro": N_(
        "这个文件带着宏（.docm），为了安全没有打开。"
        "已填的都还在，请打开它，“另存为”选 .docx，再传一次。"
    ),
    "pdf": N_(
        "这是 PDF 文件，文字取出来会乱。"
        "已填的都还在，请传它的 Word 原稿（.docx），或者复制文字粘贴进来。"
    ),
    "other_office": N_(
        "这是表格、幻灯片或别的办公文件，不是文稿。已填的都还在，请传 .docx，或者复制文字粘贴进来。"
    ),
    "not_word": N_("这个文件不是 Word 文稿。已填的都还在，请传 .docx，或者复制文字粘贴进来。"),
    "locked": N_("这个文件设了打开密码，读不了。已填的都还在，请去掉密码，存好，再传一次。"),
    "file_broken": N_(
        "这个文件坏了，打不开，可能没有传完。"
        "已填的都还在，请用 Word 或 WPS 打开看看，另存一份 .docx，再传一次。"
    ),
    "file_packed": N_(
        "这个文件拆开以后大得不像一篇稿子，没有打开。"
        "已填的都还在，请新建一份文档，把文字粘贴过去，存成 .docx 再传。"
    ),
    "file_tangled": N_(
        "这个文件的排版太复杂，没有读成。"
        "已填的都还在，请新建一份文档，只粘贴文字，存成 .docx 再传。"
    ),
    "text_too_long": N_(
        "正文有%(count)s字，一篇最多%(most)s字。已填的都还在，请分成几篇，一篇一篇地交。"
    ),
    "too_many_signs": N_(
        "正文里有%(count)s个括号和星号这样的符号，最多%(most)s个。文字都还在，请去掉一些，再存一次。"
    ),
    "too_many_pictures": N_(
        "文件里有%(count)s张图片，最多收%(most)s张。已填的都还在，请挑出要用的，再传一次。"
    ),
    "took_too_long": N_(
        "读这个文件超过%(seconds)s秒，已经停下。"
        "已填的都还在，请新建一份文档，只粘贴文字，存成 .docx 再传。"
    ),
    "busy": N_("现在同时处理的文件太多，还没轮到这一份。已填的都还在，请过一分钟再传一次。"),
    "paste_too_large": N_("粘贴的内容有%(size)sMB，最多收%(most)sMB。请分几次粘贴，图片单独上传。"),
    "paste_tangled": N_(
        "粘贴的内容排版太复杂，没有读成。请先粘贴到记事本里，去掉格式，再复制过来；图片单独上传。"
    ),
    "photo_kind": N_(
        "这张图片的格式收不了。已填的都还在，请传 JPEG、PNG、WebP 或 HEIC，手机拍的照片都可以。"
    ),
    "photo_too_large": N_(
        "这张照片有%(size)sMB，最多收%(most)sMB。已填的都还在，请在手机上选小一点的尺寸，再传一次。"
    ),
    "photo_too_many_pixels": N_(
        "这张图片有%(pixels)s万像素，最多收%(most)s万。已填的都还在，请缩小以后再传一次。"
    ),
    "photo_tangled": N_(
        "这张图片没能读成。已填的都还在，请截一张图，或者在手机上缩小以后再传一次。"
    ),
    "photo_broken": N_(
        "这张照片坏了，打不开，可能没有传完。已填的都还在，请在手机上打开看看，再传一次。"
    ),
}

# a key of Draft.messages → what is other than in the file
MESSAGES = {
    "text_box_moved": N_("文本框里的文字移到了正文里，请看看位置对不对"),
    "footnotes_moved": N_("脚注和尾注移到了文末，正文里留有“〔注1〕”这样的记号"),
    "changes_accepted": N_("文件里有修订，都按“接受”处理了"),
    "comments_left_out": N_("批注没有带过来"),
    "hidden_left_out": N_("隐藏的文字没有带过来"),
    "header_left_out": N_("页眉和页脚没有带过来"),
    "chart_left_out": N_("图表没有带过来，请把数字写进正文，或者截图上传"),
    "table_merged": N_("表格里有合并的格子，已经拆开，请看看每一格"),
    "table_nested": N_("表格里套着表格，里面的文字放进了外面的格子"),
    "table_unpacked": N_("只用来排版的表格，已经变成普通段落"),
    "link_dropped": N_("有的链接打不开或者不安全，只留下了文字；网址以 https:// 开头的会保留"),
    "picture_remote": N_("有的图片在别的网站上或电脑里，没有取来，请在标出的地方上传"),
    "picture_lost": N_("有的图片格式收不了，请在标出的地方上传照片或截图"),
    "text_lost": N_("有几个字没能带过来，请对照原稿看一遍"),
    "title_missing": N_("没有找到题目，请写上"),
}

# a key of Guess.why → why a line was taken for a heading
WHYS = {
    "bold": N_("这一行只有粗体字，当作小标题"),
    "large": N_("这一行字号大，当作小标题"),
    "numbered": N_("这一行开头是手写的序号，当作小标题"),
    "first_line": N_("文件第一行单独成行，当作题目"),
    "only_heading": N_("最前面的标题只有一个，当作题目"),
}
