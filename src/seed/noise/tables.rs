//! The words of furniture, in plain characters, one kind a table. It must not know what shape the rest of a line needs to
//! be furniture.

/// A line that starts so is furniture, where the rest is a short value or a link.
#[rustfmt::skip]
pub(super) const STARTS: &[&str] = &[
    // where one is
    "当前位置", "您的当前", "您现在的位置", "您当前的位置", "您所在的位置", "您当前所在", "您的位置", "你的位置",
    "你现在的位置", "所在位置", "现在位置", "位置:", "您所在位置", "目前位置", "现在的位置", "您现在所在",
    "您目前所在",
    // who made the page
    "责任编辑", "责编", "值班编辑", "网站编辑", "本文编辑", "主办单位", "主办:", "承办单位", "承办:",
    "协办单位", "技术支持", "网站维护", "网站标识码", "版权所有", "copyright", "©", "备案号", "粤icp", "京icp",
    "网站地图", "为确保最佳浏览效果", "建议使用", "您是第",
    // neighbours
    "上一篇", "下一篇", "上一条", "下一条", "上一则", "下一则", "上一页", "下一页", "前一篇", "后一篇",
    "上篇:", "下篇:", "上一个", "下一个", "上一主题", "下一主题", "上一新闻", "下一新闻",
    // passing on
    "扫一扫", "扫描二维码", "扫码关注", "扫码阅读", "扫码分享", "扫码查看", "扫码浏览", "扫描上方", "扫描下方",
    "手机扫", "用手机扫", "用微信扫", "微信扫", "请扫", "请用微信", "打开微信", "长按", "分享到", "分享至",
    "分享本", "转发到", "关注我们", "关注微信", "点击上方", "我要纠错", "我要评论", "网友评论", "发表评论",
    // counters and switches
    "浏览次数", "浏览量", "浏览:", "阅读次数", "阅读量", "阅读:", "访问量", "访问次数", "点击数", "点击量",
    "点击率", "点击:", "点击次数", "点阅数", "点阅:", "点阅次数", "人气:", "字号:", "字体:", "字号", "字体",
    "字级", "【字", "[字", "打印本", "打印此", "关闭窗口", "关闭本", "收藏本", "返回顶部", "返回上一",
    "返回列表", "回上一页", "回上页", "回首页", "友善列印", "友善打印", "转寄", "语音播报", "保护视力",
    "背景色", "繁体|", "简体|", "无障碍",
    // what belongs to it
    "附件下载", "下载附件", "相关附件", "相关文件下载", "文件下载", "点击下载", "信息公开形式", "信息公开类别", "信息公开属性", "此件公开", "此件主动公开",
    "此件依申请公开", "此件不予公开", "此件删减", "信息公开选项", "公开方式", "公开属性", "本文来自",
    "原文链接", "原文网址", "原文地址", "tags:", "font:", "print:", "share:", "prev:", "previous:", "next:", "抄送", "分送", "抄报", "印发份数", "网址:",
];

/// Words on which a link or a value of any length may follow: it is a title, a way through the site, or a list of offices.
#[rustfmt::skip]
pub(super) const LINKS: &[&str] = &[
    "上一篇", "下一篇", "上一条", "下一条", "上一则", "下一则", "前一篇", "后一篇", "prev", "next", "上篇", "下篇", "上一个", "下一个", "上一主题",
    "下一主题", "上一新闻", "下一新闻", "当前位置", "您的", "你的", "您现在", "你现在", "您当前", "您所在", "您目前", "所在位置",
    "现在位置", "现在的位置", "目前位置", "原文链接", "原文网址", "原文地址", "网址", "抄送", "分送", "抄报", "为确保最佳浏览效果",
];

/// What stands beside a QR code begins so.
pub(super) const SCANS: &[&str] =
    &["扫", "手机扫", "用手机扫", "用微信扫", "微信扫", "请扫", "请用微信", "打开微信", "长按"];

/// What is done with a QR code: one of these, or the words are not about one.
#[rustfmt::skip]
pub(super) const SCANNED: &[&str] = &[
    "二维码", "扫一扫", "当前页", "本页", "页面", "手机", "微信", "朋友圈", "公众号", "关注", "分享", "阅读", "图片", "识别", "浏览", "查看",
];

/// Words that only a demand or a report has, once those of [`NO_DEMAND`] are taken out.
#[rustfmt::skip]
pub(super) const DEMANDS: &[&str] = &[
    "要", "须", "应", "不得", "严禁", "确保", "切实", "负责", "落实", "按照", "按期", "按规定", "依法", "及时", "不断", "进一步",
];

/// Words with the characters of [`DEMANDS`] that are none.
pub(super) const NO_DEMAND: &[&str] =
    &["我要", "要闻", "摘要", "纪要", "重要", "主要", "应用", "供应", "响应", "需要", "要求"];

/// What an office's system prints below a paper that went through it, each with the time.
#[rustfmt::skip]
pub(super) const REMARKS: &[&str] = &[
    "办理意见", "拟办意见", "阅办意见", "传阅意见", "审批意见", "审核意见", "批示意见", "领导批示", "处理意见", "办理结果", "签收",
];

/// Headings of lists of other pages: what follows them is furniture, if no more of the notice comes.
#[rustfmt::skip]
pub(super) const RELATED: &[&str] = &[
    "相关链接", "相关阅读", "相关新闻", "相关文章", "相关信息", "相关报道", "相关稿件", "相关推荐", "相关资讯",
    "相关内容", "相关解读", "相关政策", "相关文件", "延伸阅读", "推荐阅读", "热门推荐", "热门文章", "热点推荐",
    "猜你喜欢", "友情链接", "最新文章", "最新信息", "最新动态", "为您推荐", "更多新闻", "其他新闻",
];

/// Headings of what the site says of itself: what follows is furniture, if no more of the notice comes.
#[rustfmt::skip]
pub(super) const REST: &[&str] = &[
    "免责声明", "版权声明", "版权与免责", "版权及免责", "特别声明", "郑重声明", "声明:", "网友评论", "发表评论", "最新评论", "评论摘要", "热门评论",
];

/// Words that make a line furniture wherever they stand in it.
pub(super) const ANYWHERE: &[&str] =
    &["icp备", "公网安备", "版权所有", "copyright", "查看当前页面", "打开当前页"];

/// A short line without 。 or ， that starts so tells who wrote or checked it.
#[rustfmt::skip]
pub(super) const BYLINES: &[&str] = &[
    "编辑", "审核", "初审", "复审", "终审", "一审", "二审", "三审", "校对", "校审", "审校", "审稿", "编审",
    "责任校对", "供稿", "撰稿", "撰文", "投稿", "来稿", "通讯员", "记者", "本报记者", "摄影", "摄", "图/",
    "文/", "图:", "文:", "图文", "文图", "图片", "图为", "作者:", "作者", "录入", "发布人", "发布者", "发布员",
    "签发:", "签发人", "制作", "供图", "翻译", "整理", "阅读", "点击", "来稿单位", "信息员", "上传",
    "拟稿", "校核", "核稿", "监制", "策划", "排版", "美编", "责校",
];

/// Words of which a line of buttons is made.
#[rustfmt::skip]
pub(super) const BUTTONS: &[&str] = &[
    "打印本页", "关闭本页", "关闭窗口", "收藏本页", "打印", "关闭", "收藏", "分享到", "分享至", "分享", "转发",
    "微信好友", "朋友圈", "微信", "新浪微博", "腾讯微博", "微博", "qq空间", "qq好友", "qq", "人人网", "豆瓣",
    "百度贴吧", "钉钉", "facebook", "line", "twitter", "plurk", "whatsapp", "telegram", "email", "电子邮件",
    "电邮", "复制链接", "复制网址", "返回顶部", "返回首页", "返回列表", "返回上页", "返回上一页", "返回",
    "回上一页", "回上页", "回首页", "回列表", "回顶端", "回到顶部", "置顶", "top", "友善列印", "友善打印",
    "列印", "转寄友人", "转寄", "字号", "字体大小", "字体", "字级", "超大", "特大", "默认", "加大", "放大",
    "缩小", "恢复", "a+", "a-", "我要纠错", "纠错", "附件下载", "下载", "扫一扫", "手机版", "电脑版",
    "无障碍浏览", "无障碍", "长者模式", "长者版", "浏览次数", "浏览", "阅读", "点击", "次数", "人次", "次",
    "首页", "上一页", "下一页", "末页", "尾页", "繁体", "繁体版", "简体", "简体版", "正体", "english", "en",
    "português", "网站地图", "联系我们", "关于我们", "登录", "注册", "搜索", "检索", "语音播报", "朗读",
    "正文", "全文", "本页", "大中小", "小中大", "更多", "more", "查看更多", "展开", "收起", "评论", "点赞",
    "赞", "完", "到", "至", "html", "end", "点分享", "点收藏", "点点赞", "点在看", "在看", "阅读原文", "往期推荐", "往期回顾",
    "喜欢作者", "轻触阅读原文", "预览时标签不可点",
];

/// Labels that only the maker of a page gives a value.
#[rustfmt::skip]
pub(super) const EDITED: &[&str] = &[
    "责任编辑", "责编", "值班编辑", "网站编辑", "本文编辑", "编辑:", "上一篇", "下一篇", "上一条", "下一条", "上一则", "下一则",
    "浏览次数", "阅读次数", "点击次数", "点击数", "浏览量", "字号:", "字体:", "分享到", "分享至",
];

/// Words with which a site speaks of itself.
#[rustfmt::skip]
pub(super) const SITE: &[&str] = &[
    "本网", "本站", "本平台", "本公众号", "转载", "版权", "著作权", "免责", "侵权", "注明来源", "注明“来源", "投稿", "网友",
    "不代表", "仅供参考", "浏览器",
];
