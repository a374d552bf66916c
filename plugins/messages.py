"""What an editor is told when content cannot be published: what is wrong, and how to mend it."""

from __future__ import annotations

from survey_model.faults import Fault

SENTENCES: dict[str, tuple[str, str]] = {
    # any file with fields
    "file_not_list": ("文件不是一列", "请每条以“- ”开头"),
    "not_a_number": ("“{name}”写的“{value}”不是数字", "请只写数字，不带单位和逗号"),
    "not_a_date": ("“{name}”写的“{value}”不是日期", "请写成 2019-10-16、2019-10 或留空"),
    "id_twice": ("编号“{id}”用了两次", "请给其中一个换个编号"),
    "file_too_long": ("正文太长", "请控制在 {most} 个字以内，或者分成几篇"),
    "file_strange": (
        "这里不是普通文件，是指向别处的链接或者设备",
        "请删去，把真正的文件放进 content/",
    ),
    # addresses
    "slug_missing": ("没有写 slug", "请在开头的说明栏里加一行 slug: {expected}"),
    "slug_differs": (
        "slug 写的是“{slug}”，和文件名不一样",
        "请改成 slug: {expected}，或者改文件名",
    ),
    "slug_letters": ("文件名“{slug}”不能当网址", "只用小写英文字母、数字和连字符"),
    "address_twice": ("网址 {address} 已经给了 {other}", "请给其中一篇换个 slug 和文件名"),
    "original_missing": ("英文稿没有对应的中文稿", "请补上 {expected}，或者删去这一篇"),
    # sources, places, charts, drawings, myths named from elsewhere
    "source_unknown": (
        "来源“{id}”不在 content/data/sources.yaml 里",
        "请先在那里登记来源，或者改正编号",
    ),
    "place_unknown": ("地区代码“{id}”不在 content/data/places.yaml 里", "请查表改正"),
    "myth_unknown": (
        "没有“{id}”这一条勘误",
        "请改正编号，或者先写好 content/myths/{id}.zh.md 和 .en.md",
    ),
    "topic_unknown": (
        "话题“{id}”不在 content/data/topics.yaml 里",
        "请改正，或者先在那里写好；现有的话题：{allowed}",
    ),
    "byline_unlisted": (
        "署名“{name}”不在 content/data/bylines.yaml 里，没有自己的一页",
        "请在那里加上，或者改正写法",
    ),
    "byline_twice": ("署名“{name}”写了两次", "请删去一处；同名的两个人请写上单位"),
    "chart_unknown": ("没有“{id}”这张图表", "请改正编号，或者先在 content/data/charts.yaml 里写好"),
    "chart_twice": ("图表“{id}”在一篇里放了两次", "请删去一处"),
    "drawing_unknown": ("没有“{id}”这张图", "请改正编号；现有的图：{allowed}"),
    "drawing_twice": ("图“{id}”在一篇里放了两次", "请删去一处"),
    # figures and charts
    "figure_no_source": ("数字“{value}”没有来源", "请补上 source: 来源编号"),
    "figure_no_date": ("数字“{value}”没有写明是什么时候的", "请补上 {name}: 日期或说明"),
    "chart_rows": ("“{kind}”这种图表要有 {least} 行以上数据", "请补足，或者换一种图表"),
    "chart_pair": (
        "“pair”图表要有两行，而且第一行的数大于零",
        "请把总数写在第一行，其中的部分写在第二行",
    ),
    "chart_part": ("第二行的数比第一行还大", "请把总数写在第一行，其中的部分写在第二行"),
    "chart_target": ("这一行没有目标", "请补上 target: 数字"),
    "chart_as_of": ("这一行没有日期", "请补上 as_of: 2019-09 这样的日期"),
    "register_bound": ("lower_bound 里的“{name}”这一行没有数字", "请改正，或者补上数字"),
    # Markdown
    "heading_no_id": (
        "小标题“{text}”没有编号",
        "请在后面写 {{#英文编号}}，例如 ## {text} {{#why}}",
    ),
    "heading_id_twice": ("小标题编号“{id}”用了两次", "请换一个"),
    "heading_level": ("正文里的标题只能是两级或三级，而且不能跳级", "请用 ## 或 ###"),
    "link_target": (
        "链接“{target}”不能用",
        "站内写 /myths/…/ 这样以 / 开头的网址，站外写 https://…",
    ),
    "link_broken": ("链接 {target} 没有这一页", "请改正网址"),
    "link_broken_id": ("链接 {target} 所指的那一页里没有这个位置", "请改正 # 后面的编号"),
    "image_unwanted": (
        "正文里不能直接放图片“{target}”",
        "请用 [chart: 编号] 或 [drawing: 编号]；照片写进说明栏的 photos",
    ),
    "html_unwanted": (
        "正文里不能写 HTML“{tag}”",
        "请改用 Markdown；要写出尖括号本身，就写 &lt; 和 &gt;",
    ),
    "block_alone": (
        "“{written}”要单独写一行",
        "请写成 [chart: 编号]、[drawing: 编号] 或 [figures]，前后不写字",
    ),
    "figures_none": ("写了 [figures]，说明栏里却没有 figures", "请补上数字，或者删去这一行"),
    "figures_twice": ("[figures] 放了两次", "请删去一处"),
    # issues and articles
    "issue_number": ("期号写的是“{number}”，文件夹叫“{folder}”", "请改成一样的"),
    "issue_lead": ("这一期有 {count} 篇头条", "请让恰好一篇写 section: lead"),
    "issue_one": ("这一期有 {count} 篇 section: {section}", "最多一篇"),
    "issue_order_unknown": ("order 里的“{slug}”不是这一期的简讯", "请改正，或者删去"),
    "issue_order_missing": ("简讯“{slug}”没有排进 order", "请在 issue.md 的 order 里加上"),
    "issue_english": ("这一期没有英文的 issue.en.md", "请补上，英文首页要用"),
    "issue_english_main": ("{section} 没有英文稿", "请补上 {expected}，英文版的这一期要用"),
    "issue_none": ("还没有一期通讯", "请先写好 content/issues/2019-10/issue.md 这样的文件"),
    "summary_long": ("摘要有 {count} 个字", "请控制在 {most} 个字以内"),
    "date_missing": ("没有写日期", "请写 date，或者在 date_text 里说明原文没有日期"),
    "note_no_day": (
        "{name} 里的“{text}…”没有写哪一天",
        "请写成 - date: 2026-11-24 和 text: …… 两行",
    ),
    # photographs
    "photo_name": (
        "照片文件名“{file}”不能用",
        "请改成小写英文字母、数字和连字符，结尾是 {allowed}，和文章放在同一个文件夹",
    ),
    "photo_ours": ("“{file}”这个名字网站自己要用", "请换个文件名"),
    "photo_missing": ("找不到照片“{file}”", "请把它和文章放在同一个文件夹，或者改正文件名"),
    "photo_broken": ("照片“{file}”打不开，可能没有传完整", "请重新存一份 JPEG、PNG 或 WebP"),
    "photo_ending": ("照片“{file}”其实是 {kind}", "请把文件名的结尾改成一样的"),
    "photo_large": ("照片“{file}”太大", "请缩小到 {most} 百万像素以内，例如长边 2400 像素"),
    "photo_colours": (
        "照片“{file}”的颜色是 {mode}，手机上会变色或者打不开",
        "请转成 RGB（sRGB）再存",
    ),
    "photo_place": ("照片“{file}”里记着拍摄的经纬度", "请去掉位置信息再存，免得被人找到家里"),
    "photo_consent": (
        "consent 不能是“{value}”",
        "能认出的人都同意了写 yes，认不出谁写 none_visible，别的照片不能登",
    ),
    "photo_unused": ("没有文章用到这张照片，不会发布", "请写进文章的 photos，或者删去"),
    # myths
    "myth_other_language": ("这一条勘误缺 {expected}", "中文和英文要一起发布，请补上"),
    "myth_no_source": ("这一条勘误没有来源", "请在 sources 里写上来源编号"),
    "myth_claim_in_fact": ("标题里出现了误解本身", "标题 fact 只说事实；误解只写在 claim 里"),
    "myth_short_long": ("简短回答太长：{count}", "中文最多 {most_zh} 字，英文最多 {most_en} 词"),
    "myth_part": ("正文缺少小标题 {{#{id}}}", "三部分都要有：#why、#process、#honest"),
    "myth_part_unknown": ("正文里不该有小标题 {{#{id}}}", "只写三部分：#why、#process、#honest"),
    "myth_before_part": ("第一个小标题前面有文字", "请挪到 #why 里，或者写进 short"),
    "myth_steps": ("#process 里没有 3 到 5 步的编号列表", "请写成 1. **短句** 说明，3 到 5 步"),
    "myth_quiz": ("考考自己要恰好有一个 right: yes，现在有 {count} 个", "请改正选项"),
    "myth_related": ("related 里有 {count} 条", "请恰好写 3 条，不要写自己"),
    "myth_review": ("复核日期 {next} 不在 {written} 之后", "请改正 review.next"),
    "myth_review_last": (
        "审核过没有和审核日期对不上",
        "审过了写 status: reviewed 和 last: 日期；没审过写 status: pending，不写 last",
    ),
    "myth_item": ("第“{item}”题指向的勘误“{id}”还没有发布", "请先写好这一条，或者改正题目的 myths"),
    # surveys and findings
    "finding_survey": ("结果属于问卷“{survey}”，却放在“{folder}”里", "请挪到对应的文件夹"),
    "finding_wave": ("没有“{wave}”这一次调查", "请改正，或者补上 waves/{wave}.yaml"),
    "finding_name": ("文件名和里面写的调查“{wave}”不一样", "请改成 {wave}.json"),
    "finding_rehearsal": ("结果和这一次调查的“演练”标记不一样", "请用 make analysis 重新生成"),
    "finding_item": (
        "结果里的题目“{item}”不在问卷“{survey}”里",
        "请改正，或者用 make analysis 重新生成",
    ),
    "finding_answer": ("题目“{item}”没有“{code}”这个答案", "请改正，或者用 make analysis 重新生成"),
    "finding_file": ("这个结果文件读不了（{why}）", "请用 make analysis 重新生成"),
    # search
    "synonym_twice": ("“{word}”在两组 words 里都有", "请只留一处"),
    # pages
    "page_missing": ("缺少网页 {slug}", "请补上 content/pages/{slug}.md"),
    # after the build
    "output_link": ("这一页里的链接 {target} 打不开", "请改正网址；这一页由 {source} 生成"),
    "output_id": (
        "这一页里的链接 {target} 指向不存在的位置",
        "请改正 # 后面的编号；这一页由 {source} 生成",
    ),
    "output_foreign": ("这一页要从别的网站取 {target}", "请把文件放到 theme/static 里"),
    "output_folder": ("网站不能生成到这个文件夹，里面有原稿", "请另选一个文件夹，例如 output"),
    "asset_missing": (
        "样式表 {bundle} 要用的这个文件不存在",
        "请补上，或者改 pelicanconf.py 的 CSS_BUNDLES",
    ),
    # editions of an issue
    "edition_fault": (
        "有一个版本没有做成。{why}",
        "请按上面说的改稿件；稿件没有错，就告诉维护网站的人",
    ),
    # the public host
    "production_siteurl": ("没有设置网址 SITEURL", "请写成 SITEURL=https://……，结尾不带 /"),
    "production_icp": (
        "没有设置 ICP 备案号",
        "请设置 LIFE_RELAY_ICP；还在申请时设置 ICP_NUMBER_PENDING=yes",
    ),
    "production_police": (
        "没有设置公安备案号",
        "请设置 LIFE_RELAY_POLICE；还在办时设置 POLICE_NUMBER_PENDING=yes",
    ),
    "production_security": (
        "没有写发现漏洞该找谁",
        "请设置 LIFE_RELAY_SECURITY_CONTACT；还没定时设置 SECURITY_CONTACT_PENDING=yes",
    ),
    "production_contact": (
        "漏洞联系方式“{contact}”不能用",
        "请写一个邮箱，或者 https:// 开头的网址",
    ),
    "production_rehearsal": ("这是演练数据，不能对外发布", "请删去这个文件，再生成网站"),
}


def fault(key: str, file: str, line: int = 0, /, **values: object) -> Fault:
    """The fault called `key`, in plain words."""
    what, mend = SENTENCES[key]
    return Fault(file, line, what.format(**values), mend.format(**values))
