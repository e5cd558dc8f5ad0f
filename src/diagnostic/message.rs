//! The table of every message the program can give: a name, what it holds, how bad it is, its words in English and in
//! Chinese (written once, in Traditional; the caller converts). It must not know how a message is shown.

use borsh::{BorshDeserialize, BorshSerialize};

use super::Severity;
use super::render::Language;

/// Defines [`Message`] from the table below. A row without both languages does not compile.
macro_rules! messages {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident $({ $($field:ident),+ })? : $severity:ident, $code:literal,
        en $en:literal, $en_help:literal,
        zh $zh:literal, $zh_help:literal;
    )+) => {
        /// Everything the program can say about what it read or did. The fields are the words that vary, already text.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
        #[non_exhaustive]
        pub enum Message {
            $(
                $(#[doc = $doc])+
                $name $({
                    $(#[doc = concat!("The words that stand for `", stringify!($field), "`.")] $field: String),+
                })?,
            )+
        }

        // A row may have words of its own in each language: then one language leaves the other's unused.
        #[expect(unused_variables, reason = "a row may word a field for each language apart")]
        impl Message {
            /// The message's name for machines and for searching: stable, in kebab case.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code,)+ }
            }

            /// How bad it is.
            pub const fn severity(&self) -> Severity {
                match self { $(Self::$name { .. } => Severity::$severity,)+ }
            }

            /// What is wrong, in one sentence.
            pub fn text(&self, language: Language) -> String {
                match (self, language.is_chinese()) {
                    $(
                        (Self::$name $({ $($field),+ })?, false) => format!($en),
                        (Self::$name $({ $($field),+ })?, true) => of_system(format!($zh)),
                    )+
                }
            }

            /// What to do about it; empty where nothing needs doing.
            pub const fn help(&self, language: Language) -> &'static str {
                match (self, language.is_chinese()) {
                    $(
                        (Self::$name { .. }, false) => $en_help,
                        (Self::$name { .. }, true) => $zh_help,
                    )+
                }
            }

            /// The codes of all messages there are, in the order of the table.
            pub const CODES: &[&str] = &[$($code),+];
        }
    };
}

/// What an operating system says of files, and how that is said in Chinese. Such words come in as part of a message.
const OF_SYSTEM: &[(&str, &str)] = &[
    ("No such file or directory", "找不到檔案或資料夾"),
    ("Permission denied", "沒有權限"),
    ("Is a directory", "這是資料夾，不是檔案"),
    ("Not a directory", "路徑中有一部分不是資料夾"),
    ("File exists", "檔案已存在"),
    ("Directory not empty", "資料夾不是空的"),
    ("No space left on device", "磁碟空間不足"),
    ("Disk quota exceeded", "超出磁碟配額"),
    ("Read-only file system", "檔案系統是唯讀的"),
    ("File name too long", "檔名過長"),
    ("Too many open files", "開啟的檔案過多"),
    ("Address already in use", "連接埠已被佔用"),
    ("Connection refused", "連線遭到拒絕"),
];

/// A message with the system's words in Chinese, and without the number that Rust sets behind them: by it they are told
/// from words of a file. Most messages have none.
fn of_system(mut text: String) -> String {
    const NUMBER: &str = " (os error ";
    for (english, chinese) in OF_SYSTEM {
        if let Some(at) = text.find(&format!("{english}{NUMBER}"))
            && let Some(end) = text[at..].find(')')
        {
            text.replace_range(at..=at + end, chinese);
        }
    }
    text
}

// Chinese help and text are in Traditional characters with Taiwan's shapes; a test converts every row to Simplified.
messages! {
    // ---- files -----------------------------------------------------------------------------------------------------
    /// A file could not be read.
    FileUnreadable { path, reason }: Error, "file-unreadable",
        en "cannot read {path}: {reason}", "check that the file exists and may be read",
        zh "無法讀取 {path}：{reason}", "請確認檔案存在，且有讀取權限";
    /// The folder holds no site.
    SiteMissing { path }: Error, "site-missing",
        en "there is no {path} here, so this is no site's folder", "go to the site's folder or name it with --site DIR; gongkai new DIR begins a site",
        zh "這裡沒有 {path}，不是網站的資料夾", "請到網站的資料夾執行，或以 --site DIR 指定；gongkai new DIR 可建立新網站";
    /// A file of the program's own formats is not UTF-8, or holds a zero.
    FileNotUtf8 { path }: Error, "file-not-utf8",
        en "{path} is not UTF-8 text", "open it in an editor and save it as UTF-8",
        zh "{path} 不是 UTF-8 文字檔", "請以編輯器開啟並另存為 UTF-8";
    /// A file is not text in an encoding that is known.
    EncodingUnknown { path }: Error, "encoding-unknown",
        en "{path} is not text in an encoding that can be told", "save it as UTF-8 and run this again",
        zh "{path} 不是可辨認編碼的文字檔", "請另存為 UTF-8 後再執行一次";
    /// A file cannot be written.
    FileUnwritable { path, reason }: Error, "file-unwritable",
        en "cannot write {path}: {reason}", "nothing was lost; make room or correct the permissions and run it again",
        zh "無法寫入 {path}：{reason}", "資料沒有遺失；請騰出空間或修正權限後再執行一次";

    /// Another run is writing to the same place.
    Busy { path }: Error, "busy",
        en "another gongkai is writing to {path}", "wait until it is done and run this again",
        zh "另一個 gongkai 正在寫入 {path}", "請待其完成後再執行";

    /// The preview cannot be served.
    Unservable { reason }: Error, "unservable",
        en "the preview cannot be served: {reason}", "end what uses this port, or choose another with --port",
        zh "無法提供預覽：{reason}", "請結束佔用此連接埠的程式，或以 --port 另選一個";
    /// The site's folder cannot be watched for changes.
    Unwatchable { path, reason }: Error, "unwatchable",
        en "cannot watch {path} for changes: {reason}", "check that the folder exists; without watching, use gongkai build",
        zh "無法監看 {path} 的變動：{reason}", "請確認資料夾存在；不需監看時，請用 gongkai build";

    // ---- content ---------------------------------------------------------------------------------------------------
    /// A Markdown file of the content has no front matter.
    FrontMatterMissing: Error, "front-matter-missing",
        en "this file has no front matter", "begin it with a line `---`, the facts, and another line `---`",
        zh "這個檔案缺少檔頭", "請以一行「---」開頭，寫上各項資料，再以一行「---」結束";
    /// Front matter or a settings file is not valid YAML, or lacks or misspells something.
    YamlInvalid { reason }: Error, "yaml-invalid",
        en "{reason}", "correct this line; strings are written in double quotes, dates as 2021-06-11",
        zh "這裡的寫法有誤（YAML）：{reason}", "請改正這一行；文字寫在半形雙引號內，日期寫成 2021-06-11";
    /// A key that no reader of this file knows.
    KeyUnknown { key, keys }: Error, "key-unknown",
        en "the key `{key}` is not known here; there are: {keys}", "correct its spelling or delete the line",
        zh "不認識的鍵「{key}」；可用的有：{keys}", "請更正拼寫或刪去這一行";
    /// A fact that a published notice needs is missing.
    FactMissing { key }: Error, "fact-missing",
        en "the front matter has no `{key}`, which a published notice needs", "add it, or keep the notice back with `draft: true`",
        zh "檔頭缺少公告必備的「{key}」", "請補上；尚未備妥的公告請標示 `draft: true`";
    /// The name of a content file cannot be an address.
    IdInvalid { id }: Error, "id-invalid",
        en "`{id}` cannot be part of an address", "name the file with at most 64 small letters a-z, digits and hyphens",
        zh "「{id}」不能用作網址", "檔名只能使用小寫字母 a-z、數字與連字號，最多 64 個字元";
    /// A heading does not fit where it stands.
    HeadingMisplaced: Error, "heading-misplaced",
        en "a point stands outside any directive", "put a directive (`##`) above it, or take the heading mark away",
        zh "要點不屬於任何一條要求", "請在上方加上一條要求（`##`），或刪去標題符號";
    /// A level of heading was skipped or is not used in notices.
    HeadingLevel { level }: Error, "heading-level",
        en "a heading of level {level} cannot stand here", "`##` is a directive, `###` a point in it, `####` a point in that",
        zh "此處不能使用第 {level} 級標題", "`##` 為要求，`###` 為其中的要點，`####` 為要點中的要點";
    /// Two notices name the same seed.
    SeedTwice { seed, other }: Error, "seed-twice",
        en "the seed {seed} belongs to {other} already", "delete one of the two notices, or correct its `seed`",
        zh "原文 {seed} 已屬於 {other}", "請刪除兩份公告之一，或更正其 `seed`";
    /// Two content files have one id.
    IdTwice { id, other }: Error, "id-twice",
        en "two files have the id `{id}`; the other is {other}", "rename one of them",
        zh "有兩個檔案的識別名稱同為「{id}」，另一個是 {other}", "請將其中一個改名";
    /// Something in Markdown that a notice cannot hold.
    MarkupUnsupported { what, what_zh }: Warning, "markup-unsupported",
        en "{what} is shown as plain paragraphs", "its text is kept; write it without that markup to silence this",
        zh "{what_zh}將以一般段落顯示", "文字不會遺失；不用該標記即不再提示";
    /// What begins untranslated words has no end.
    UntranslatedUnclosed: Error, "untranslated-unclosed",
        en "the untranslated words do not end in their paragraph", "put </span> behind the last of them",
        zh "不轉換的文字在本段內沒有結束", "請在該文字之後加上 </span>";
    /// A pair of words cannot be a term.
    TermInvalid { reason, reason_zh }: Error, "term-invalid",
        en "this term cannot be used: {reason}", "both words need the same number of characters; places in the text would shift",
        zh "此詞無法使用：{reason_zh}", "兩個詞的字數必須相同，否則文中各處的位置會移動";
    /// An editor's note is about words that the notice does not have.
    NoteUnplaced { words }: Error, "note-unplaced",
        en "a note is about “{words}”, which the text does not have", "copy the words from the text exactly",
        zh "編者注所指的「{words}」不見於正文", "請從正文原樣複製該段文字";

    // ---- permalinks ------------------------------------------------------------------------------------------------
    /// A line of the permalinks' file is none.
    LockInvalid: Error, "lock-invalid",
        en "this line is no permalink, or its address stands in another line too", "take the file back from the last commit; where two were merged, keep one line of each address",
        zh "這一行不是固定網址的記錄，或同一網址另有一行", "請還原為上次提交的檔案；若由合併造成，每個網址只保留一行";
    /// A published address would be lost.
    AddressLost { address }: Error, "address-lost",
        en "{address} was published, and nothing would stand there: `gongkai withdraw {address}` confirms that", "put back what stood there; if it has another name now, say so with `gongkai rename OLD NEW`; if it is to go, confirm it",
        zh "{address} 已經發布，但該處將不再有內容：如確定撤下，請執行 `gongkai withdraw {address}`", "請放回原有內容；若已改名，請執行 `gongkai rename 舊名 新名`；確定撤下的，請執行上述指令確認";
    /// Something is to stand at an address that leads elsewhere.
    AddressTaken { address, to }: Error, "address-taken",
        en "{address} leads to {to} since it was renamed, and cannot be another's", "give the new file another name",
        zh "{address} 改名後已轉往 {to}，不能再作他用", "請將新檔案另外命名";
    /// A notice or regulation is withdrawn.
    Withdrawn { address }: Note, "withdrawn",
        en "{address} is withdrawn and not shown; its page says so", "to show it again: `gongkai withdraw --undo` with its address",
        zh "{address} 已撤下，不再顯示；該網址會說明已撤下", "如要恢復，請執行 `gongkai withdraw --undo` 並附上網址";
    /// An address that cannot be renamed or withdrawn.
    AddressUnknown { address }: Error, "address-unknown",
        en "nothing was published at {address}, or it goes by itself", "copy the address from content/permalinks.lock or from the browser",
        zh "{address} 不是已發布的網址，或無須另行撤下", "請從 content/permalinks.lock 或瀏覽器複製網址";
    /// What is to be withdrawn still stands in the notice.
    AddressPresent { address }: Error, "address-present",
        en "{address} stands in its notice still", "only what is gone from the text can be withdrawn; a whole notice or regulation always can",
        zh "{address} 仍在公告中", "只有已從正文移除的內容才能撤下；整份公告或法規則可隨時撤下";
    /// A new name that cannot be one.
    RenameRefused { to }: Error, "rename-refused",
        en "`{to}` is another's address or cannot be one", "choose a name of at most 64 small letters a-z, digits and hyphens that nothing has or had",
        zh "「{to}」已另有所屬，或不能用作網址", "請改用至多 64 個小寫字母 a-z、數字與連字號組成、未曾使用過的名稱";
    /// Something was renamed.
    Renamed { from, to }: Note, "renamed",
        en "{from} is {to} now; its old addresses will lead there", "run `gongkai build`",
        zh "{from} 已改為 {to}，舊網址將轉往新網址", "請執行 `gongkai build`";
    /// The lock is not what the build would write.
    LockOutdated { address }: Error, "lock-outdated",
        en "content/permalinks.lock lacks what this build would publish, first {address}", "run `gongkai build` and commit the file",
        zh "content/permalinks.lock 尚未記錄這次要發布的內容，第一處為 {address}", "請執行 `gongkai build` 並提交該檔案";

    // ---- seeds -----------------------------------------------------------------------------------------------------
    /// A seed holds nothing to read.
    SeedEmpty: Error, "seed-empty",
        en "this file holds no text, and was not imported", "paste the notice into it and import it again, or delete it",
        zh "這個檔案沒有文字，未予匯入", "請貼上公告內容後再次匯入，或刪去該檔案";
    /// NUL characters stand in the text.
    NulCharacters { count }: Warning, "nul-characters",
        en "the text has characters that cannot be shown (NUL: {count})", "they were left out; check the first of their places, where words may be missing",
        zh "文字中有無法顯示的字元（NUL，共 {count} 個）", "已略去這些字元；請核對所指之處是否缺字";
    /// A file is no text at all.
    SeedNotText { path }: Error, "seed-not-text",
        en "{path} is not text: it looks like a picture, a PDF or an old Word file", "copy its words into a text file, or save it as .docx, and import that",
        zh "{path} 不是文字檔案：可能是圖片、PDF 或舊版 Word 檔案", "請將內容複製到文字檔案，或另存為 .docx，再行匯入";
    /// A seed with more text than any notice has.
    SeedTooLong { path }: Error, "seed-too-long",
        en "{path} holds more than 4 GB of text, and was not imported", "cut it into its notices, and import these",
        zh "{path} 的文字超過 4 GB，未予匯入", "請按公告拆分檔案後再匯入";
    /// A Word file that cannot be opened.
    WordFileBroken { path }: Error, "word-file-broken",
        en "the Word file {path} is broken or unreasonably large, and was not imported", "fetch it again, or open it in a word processor, save it as .docx, and import that",
        zh "Word 檔案 {path} 已損壞或過大，未予匯入", "請重新取得該檔案，或以 Word 開啟並另存為 .docx 後再匯入";
    /// A folder was given where files are wanted.
    FolderGiven { path }: Error, "folder-given",
        en "{path} is a folder, and files are imported one by one", "name the files in it; or put them into the site's seeds/ and run `gongkai build`, which imports them all",
        zh "{path} 是資料夾；匯入時須指明檔案", "請指明其中的檔案；或將檔案放入網站的 seeds/ 並執行 `gongkai build`，即可全部匯入";
    /// Sentences of a web page that stand outside its main text.
    PassageLeftOut { count, words }: Warning, "passage-left-out",
        en "a passage outside the page's main text was left out ({count} characters), beginning “{words}”", "if it belongs to the notice, put it into the notice's file where it stood, and list it under `differences:`",
        zh "網頁主要內容以外的文字未收入（{count} 字），開頭為「{words}」", "若屬於公告內容，請在公告檔案中補回原處，並列入 `differences:`";
    /// Words of a file that nobody who opens it is meant to read as its text.
    WordsLeftOut { what, what_zh, count, words }: Warning, "words-left-out",
        en "{what} was left out ({count} characters), beginning “{words}”", "if it belongs to the notice, put it into the notice's file where it stood, and list it under `differences:`",
        zh "{what_zh}未收入（{count} 字），開頭為「{words}」", "若屬於公告內容，請在公告檔案中補回原處，並列入 `differences:`";
    /// Signs of a font that no character is known for.
    SignUnknown { count, words }: Warning, "sign-unknown",
        en "〓 stands for {count} sign(s) of a font that are not known, the first is {words}",
        "open the seed, put what it shows in the place of each 〓 in the notice's file, list it under `differences:`, and delete `draft: true`",
        zh "有 {count} 個符號字型的符號無法辨認，以 〓 代替，第一個為 {words}",
        "請開啟原文，將公告檔案中的 〓 逐一改為原文所示符號，列入 `differences:`，並刪去 `draft: true`";
    /// Words above or below the line of a file, right behind a number.
    DigitsShifted { words }: Warning, "digits-shifted",
        en "“{words}” stands above or below the line beside a number, and reads as a part of it", "part them in the notice's file, list it under `differences:`, and delete `draft: true`",
        zh "「{words}」在原文中是上標或下標，現與相鄰的數字相連", "請在公告檔案中將兩者分開，列入 `differences:`，並刪去 `draft: true`";
    /// Stars of Markdown inside running text.
    StarsLeftOut { words }: Warning, "stars-left-out",
        en "the stars of “{words}” were taken for emphasis and left out", "if they multiply, put them back into the notice's file as `\\*`, list them under `differences:`, and delete `draft: true`",
        zh "「{words}」中的星號視為強調記號，未予收入", "若為乘號，請在公告檔案中以 `\\*` 補回，列入 `differences:`，並刪去 `draft: true`";
    /// A seed's notice was drafted.
    Imported { seed, notice }: Note, "imported",
        en "{seed} was imported as {notice}", "",
        zh "已將 {seed} 匯入為 {notice}", "";
    /// A seed that was given again, unchanged.
    AlreadyImported { seed, notice }: Note, "already-imported",
        en "{seed} is {notice} already; nothing was changed", "",
        zh "{seed} 已匯入為 {notice}，未作更動", "";
    /// A seed has the text of a notice that is there already.
    TextTwice { seed, notice }: Warning, "text-twice",
        en "{seed} has the same text as {notice}", "if it is the same notice, delete the new one and its seed",
        zh "{seed} 的正文與 {notice} 相同", "若為同一份公告，請刪去新增的一份及其原文";
    /// A file that is given has the name of another seed.
    SeedExists { path }: Error, "seed-exists",
        en "there is another {path} already; nothing is overwritten", "give the new file another name and import it again",
        zh "已有另一個 {path}，不會覆蓋", "請將新檔案改名後再次匯入";
    /// Of one kind of message there are more than are told one by one.
    MoreOfKind { count, kind }: Note, "more-of-kind",
        en "{count} more messages of the kind {kind} are not shown", "mend the cause of those that are shown; the others often go with them",
        zh "另有 {count} 條 {kind} 類訊息未列出", "請先處理已列出的；其餘往往隨之消失";
    /// A seed seems to hold two notices.
    NoticeSecond { line, words }: Warning, "notice-second",
        en "another notice seems to begin in line {line}: “{words}”",
        "put each notice into a file of its own in seeds/ and import them; if this is one notice, delete `draft: true`",
        zh "第 {line} 行起似乎是另一份公告：「{words}」", "請將各份公告分別存成 seeds/ 中的檔案後匯入；若確為同一份，請刪去 `draft: true`";
    /// A list begins item by item as the one before it.
    ListAgain { line }: Warning, "list-again",
        en "the list from line {line} on begins item by item as the one before it: the text may stand there twice, once in other words",
        "take the shorter version out of the notice and list its words under `differences:`; if both belong to it, delete `draft: true`",
        zh "第 {line} 行起的列舉與前一列舉逐項開頭相同：正文可能出現兩次，其中一次用語不同", "請從公告中刪去較短的一份，並將其文字列入 `differences:`；若兩者皆屬公告，請刪去 `draft: true`";
    /// No title was found.
    TitleMissing: Warning, "title-missing",
        en "no title was found", "write it into the front matter after `title:` and delete `draft: true`",
        zh "找不到標題", "請寫入檔頭的 `title:`，並刪去 `draft: true`";
    /// No source was found.
    SourceMissing: Warning, "source-missing",
        en "it does not say which body published it", "write it into the front matter after `source:` and delete `draft: true`",
        zh "找不到發布單位", "請寫入檔頭的 `source:`，並刪去 `draft: true`";
    /// No publication date was found.
    DateMissing: Warning, "date-missing",
        en "no publication date was found", "write it into the front matter after `published:` and delete `draft: true`",
        zh "找不到發布日期", "請寫入檔頭的 `published:`，並刪去 `draft: true`";
    /// No publication date was found, but the day on which the notice was signed, which may be an earlier one.
    DateSigned { date }: Warning, "date-signed",
        en "no publication date was found, only the day on which it was signed: {date}", "write the day on which it was published into the front matter after `published:` (this one, if it was) and delete `draft: true`",
        zh "找不到發布日期，只有落款日期 {date}", "請將發布日期（若即此日，就寫此日）寫入檔頭的 `published:`，並刪去 `draft: true`";
    /// The source is not labelled; it was taken from the signature or the title.
    SourceInferred { source }: Note, "source-inferred",
        en "no label names the source; {source} signed it or stands in its title", "correct `source:` in the front matter if another body published it",
        zh "沒有標明發布單位；「{source}」取自落款或標題", "若由其他單位發布，請更正檔頭的 `source:`";
    /// The publication date could be read in two ways.
    DateAmbiguous { date }: Warning, "date-ambiguous",
        en "the date was read with the day first, as {date}", "correct `published:` in the front matter if the month stands first",
        zh "日期依日、月、年的順序讀作 {date}", "若原文是月份在前，請更正檔頭的 `published:`";
    /// Two publication dates are stated as plainly as each other.
    DateTwice { kept, other }: Warning, "date-twice",
        en "two publication dates are given: {kept} was taken, {other} was not", "correct `published:` in the front matter if the other is right",
        zh "有兩個發布日期：採用了 {kept}，未採用 {other}", "若另一個才正確，請更正檔頭的 `published:`";
    /// A line that may be part of the notice was left out.
    LineLeftOut { words }: Warning, "line-left-out",
        en "“{words}” was taken for part of the page and left out", "if it belongs to the notice, put it into the notice's file where it stood, and list it under `differences:`",
        zh "「{words}」視為網頁的一部分，未收入正文", "若屬於公告內容，請在公告檔案中補回原處，並列入 `differences:`";
    /// What was taken for the page's own words, not the notice's.
    LinesDropped { count, words }: Note, "lines-dropped",
        en "left out as the page's own, not the notice's ({count}): {words}", "if one belongs to the notice, put it into the notice's file where it stood, and list it under `differences:`",
        zh "視為網頁本身的文字而未收入（共 {count} 處）：{words}", "若有屬於公告內容的，請在公告檔案中補回原處，並列入 `differences:`";
    /// A snippet of the body stands beside it.
    SnippetDropped { lines }: Note, "snippet-dropped",
        en "the beginning of the body is printed once more (lines {lines}) and was left out", "",
        zh "正文開頭另行刊載一次（第 {lines} 行），未重複收入", "";
    /// The script could not be told.
    ScriptUndecided: Warning, "script-undecided",
        en "the text could be Traditional or Simplified", "write zh-Hant or zh-Hans into the front matter after `script:`",
        zh "無法判斷正文是繁體還是簡體", "請在檔頭的 `script:` 寫上 zh-Hant 或 zh-Hans";
    /// The text mixes scripts.
    ScriptMixed { characters }: Warning, "script-mixed",
        en "the text mixes scripts; unlike the rest are: {characters}", "nothing was changed; check that it was copied whole",
        zh "正文混用繁簡字，與其餘不同的有：{characters}", "未作任何更動；請確認原文是否完整複製";
    /// The body stands twice in the seed, the same.
    CopyDropped { lines }: Note, "copy-dropped",
        en "the body is printed twice; one copy is kept (the other: lines {lines})", "",
        zh "正文重複刊載，保留一份（另一份在第 {lines} 行）", "";
    /// The body stands twice in the seed, with differences.
    CopyDiffers { kept, other }: Warning, "copy-differs",
        en "the body is printed twice and the copies differ: “{kept}” against “{other}”", "the fuller copy was kept; check which is right",
        zh "正文重複刊載而兩份不同：「{kept}」與「{other}」", "已保留較完整的一份；請核對何者正確";
    /// A directive list announces another number than it has.
    CountDiffers { announced, found }: Warning, "count-differs",
        en "the text announces {announced} items, {found} were found", "check where each directive begins",
        zh "正文稱有 {announced} 項，實際找到 {found} 項", "請核對每條要求的起點";
    /// The written ordinals do not follow each other.
    OrdinalSlip { marker, expected }: Warning, "ordinal-slip",
        en "“{marker}” stands where number {expected} is due", "it is kept as printed; check that no directive is missing",
        zh "此處應為第 {expected} 項，原文作「{marker}」", "已照原文保留；請核對是否有遺漏";
    /// No directive was found.
    DirectivesMissing: Warning, "directives-missing",
        en "no numbered directive was found", "if there is one, put `## ` before its first words in the notice's file",
        zh "找不到有編號的要求", "若有，請在公告檔案中於其開頭加上「## 」";
    /// The body of a notice is not the body of its seed.
    BodyDiffers { seed, notice }: Error, "body-differs",
        en "the text differs from the seed: the seed has “{seed}”, the notice “{notice}”",
        "restore the seed's words, or list the difference with its reason under `differences:`",
        zh "正文與原文不同：原文為「{seed}」，公告為「{notice}」", "請恢復原文用字，或在 `differences:` 下列出此處差異與理由";
    /// White space between digits or letters is not that of the seed.
    SpaceDiffers { seed, notice }: Error, "space-differs",
        en "white space between digits or letters differs from the seed: the seed has “{seed}”, the notice “{notice}”",
        "restore it as the seed has it, or list the difference with its reason under `differences:`",
        zh "數字或字母之間的空白與原文不同：原文為「{seed}」，公告為「{notice}」", "請照原文恢復，或在 `differences:` 下列出此處差異與理由";
    /// A fact in front matter stands nowhere in the seed.
    FactUnstated { key, value }: Warning, "fact-unstated",
        en "the seed does not state this `{key}`: {value}",
        "correct it; if it is your own, list it under `differences:` with these words as `notice:`, what the seed has as `seed:` (or \"\"), and the reason",
        zh "原文沒有載明此項 `{key}`：{value}", "請更正；若為編者自擬，請列入 `differences:`：`notice:` 寫此內容，`seed:` 寫原文內容（沒有則為 \"\"），並寫明理由";
    /// A notice that is no draft and has no text.
    NoticeEmpty { id }: Error, "notice-empty",
        en "{id} has no text", "write its text below the front matter, or put `draft: true` back into it",
        zh "{id} 沒有正文", "請在檔頭之後寫入正文，或在檔頭放回 `draft: true`";
    /// A fact of a meeting that the seed does not state.
    MeetingUnstated { key, value }: Warning, "meeting-unstated",
        en "the seed does not state this `{key}` of the meeting: {value}",
        "correct it; if you know it from elsewhere, list it under `differences:` with these words as `notice:`, \"\" as `seed:`, and the reason",
        zh "原文沒有載明會議的此項 `{key}`：{value}", "請更正；若另有依據，請列入 `differences:`：`notice:` 寫此內容，`seed:` 寫 \"\"，並寫明理由";
    /// A notice that names no seed.
    NoticeUnproven { id }: Warning, "notice-unproven",
        en "{id} names no seed: nothing proves that its text was not altered", "put the notice as it was found into seeds/, and name it here with `seed:` and `sha256:`",
        zh "{id} 沒有指明原文：無從證明正文未經更動", "請將公告原樣存入 seeds/，並在此以 `seed:` 與 `sha256:` 指明";
    /// A listed difference that the seed does not have.
    DifferenceUnused { seed }: Warning, "difference-unused",
        en "the listed difference “{seed}” is not in the seed", "copy the seed's words exactly, or delete the entry; for words that were added, quote what stands before them on both sides",
        zh "所列差異「{seed}」不見於原文", "請原樣複製原文的文字，或刪去該項；若是增補，請在兩邊都寫上其前面的文字";
    /// A published notice whose address was made before its date was known.
    IdUndated { id, date }: Warning, "id-undated",
        en "the address of {id} was made before its date was known", "before it is published for the first time, rename the file to begin with {date}-",
        zh "{id} 的網址是在日期確定之前產生的", "首次發布之前，請將檔名改為以 {date}- 開頭";
    /// A notice names a seed that is not there.
    SeedMissing { seed }: Error, "seed-missing",
        en "the seed {seed} is not in seeds/", "put the file back: it is the proof that nothing was altered",
        zh "seeds/ 中沒有原文 {seed}", "請放回該檔案：它是正文未經更動的憑據";
    /// A seed is not the one that was imported.
    SeedChanged { seed, draft }: Error, "seed-changed",
        en "the seed {seed} is not the one this notice was made from; what it reads as now is in {draft}",
        "compare the two, take over what is right with its `sha256`, and delete the .new file",
        zh "原文 {seed} 已不是產生此公告時的版本；依新原文重讀的草稿在 {draft}", "請比對兩者，採用正確的內容連同其 `sha256`，並刪去 .new 檔";
    /// The seed of a notice is another by now, where nothing may be written.
    SeedOther { seed }: Error, "seed-other",
        en "the seed {seed} is not the one this notice was made from", "gongkai build writes what the seed reads as now beside the notice: compare the two",
        zh "原文 {seed} 已不是產生此公告時的版本", "執行 gongkai build，會在公告旁寫出依新原文重讀的草稿，請比對兩者";
    /// A seed that has no notice, where nothing may be imported.
    SeedUnimported { seed }: Error, "seed-unimported",
        en "the seed {seed} has no notice yet", "run `gongkai import` and commit what it writes",
        zh "原文 {seed} 尚無對應的公告", "請執行 `gongkai import` 並提交其產出";
    /// A seed whose notice was withdrawn is not imported again.
    SeedWithdrawn { seed, address }: Warning, "seed-withdrawn",
        en "the seed {seed} is that of {address}, which is withdrawn: it was not imported again", "remove it from seeds/; to publish the notice again: `gongkai withdraw --undo` with its address; to draft it as another notice: `gongkai import` with the file",
        zh "原文 {seed} 屬於已撤下的 {address}，未再匯入", "請從 seeds/ 移除；如要恢復，請執行 `gongkai withdraw --undo` 並附上網址；如要另作一份公告，請以 `gongkai import` 匯入此檔";
    /// A seed whose notice was withdrawn was imported by hand.
    SeedOfWithdrawn { seed, address }: Warning, "seed-of-withdrawn",
        en "the seed {seed} is that of {address}, which is withdrawn: the next build publishes the draft at another address", "if it must not be shown, remove the draft; to publish the notice at its own address: `gongkai withdraw --undo`",
        zh "原文 {seed} 屬於已撤下的 {address}：下次建置會以另一個網址發布此草稿", "若不應公開，請移除草稿；如要以原網址恢復，請執行 `gongkai withdraw --undo`";
    /// A notice that is not published.
    Draft { id }: Warning, "draft",
        en "{id} is a draft and is not published", "complete its front matter and delete the line `draft: true`",
        zh "{id} 是草稿，未予發布", "請補全檔頭，並刪去 `draft: true` 一行";

    // ---- verifying a published site --------------------------------------------------------------------------------
    /// There is no list of sums.
    SumsMissing { place }: Error, "sums-missing",
        en "{place} has no SHA256SUMS: it is not a site that Gongkai made, or not its folder", "give the folder or the address of the site's root page",
        zh "{place} 沒有 SHA256SUMS：不是本程式產生的網站，或不是其資料夾", "請指明網站首頁所在的資料夾或網址";
    /// A file is not the one that the list of sums names.
    FileAltered { path }: Error, "file-altered",
        en "{path} is not the file that SHA256SUMS names: it was changed after the site was made", "publish the site again from its content, and find out who changed it",
        zh "{path} 與 SHA256SUMS 所列不符：檔案在網站產生之後被改動", "請由內容重新發布，並查明何人更動";
    /// A file that the site's lists name is not there.
    FileGone { path }: Error, "file-gone",
        en "{path} is not there", "publish the site again: an upload was not finished, or somebody removed it",
        zh "缺少 {path}", "請重新發布：可能是上傳未完成，或檔案遭移除";
    /// A file that no list names.
    FileUnlisted { path }: Error, "file-unlisted",
        en "{path} is published and not in SHA256SUMS: nothing vouches for it", "remove it, or publish the site again from its content; keep files of your own elsewhere",
        zh "{path} 已公開，但不在 SHA256SUMS 之列：其內容無從查驗", "請移除，或由內容重新發布；自己的檔案請放在別處";
    /// The bytes of a seed are not there.
    SeedGone { id, path }: Error, "seed-gone",
        en "the seed of {id} is not there: {path}", "publish the site again",
        zh "缺少 {id} 的原文：{path}", "請重新發布";
    /// A seed has another hash than the notice names.
    SeedAltered { id, path, named, found }: Error, "seed-altered",
        en "the seed of {id} was changed: {path} has the SHA-256 {found}, its notice names {named}", "nothing is proven by it any more: publish the site again from its content",
        zh "{id} 的原文被改動：{path} 的 SHA-256 為 {found}，公告所列為 {named}", "該原文已不足為憑：請由內容重新發布";
    /// A notice's page does not name its seed's hash.
    PageNamesNoHash { path, sha256 }: Error, "page-names-no-hash",
        en "{path} does not name the SHA-256 of its seed, {sha256}", "publish the site again from its content",
        zh "{path} 未列出其原文的 SHA-256：{sha256}", "請由內容重新發布";
    /// A page does not show what its seed says.
    PageDiffers { path, seed, shown }: Error, "page-differs",
        en "{path} does not show its seed's text: the seed has “{seed}”, the page “{shown}”", "publish the site again from its content",
        zh "{path} 與原文不同：原文為「{seed}」，頁面為「{shown}」", "請由內容重新發布";
    /// A page in the other script is longer or shorter than the source's.
    PageLength { path, source, count, length }: Error, "page-length",
        en "{path} shows {count} characters where {source} shows {length}: conversion changes none", "publish the site again from its content",
        zh "{path} 有 {count} 字，而 {source} 有 {length} 字：轉換不增減字數", "請由內容重新發布";
    /// A file does not show a notice's text as it should.
    TextDiffers { path, wanted, shown }: Error, "text-differs",
        en "{path} does not show the notice's text: it should have “{wanted}” and has “{shown}”", "publish the site again from its content, and find out who changed it",
        zh "{path} 的文字與公告不符：應為「{wanted}」，實為「{shown}」", "請由內容重新發布，並查明何人更動";
    /// A page leads nowhere.
    PageLinkDead { path, link }: Error, "page-link-dead",
        en "{path} links to “{link}”, where the site has nothing", "correct the template that writes the link, and publish the site again",
        zh "{path} 的連結「{link}」在本站沒有對應的頁面或檔案", "請更正寫出該連結的範本，再重新發布";
    /// The list of sums is none.
    SumsInvalid { line }: Error, "sums-invalid",
        en "SHA256SUMS is not a list of sums: “{line}”", "publish the site again: nothing can be verified without the list",
        zh "SHA256SUMS 並非校驗碼清單：「{line}」", "請重新發布：沒有清單就無從查驗";
    /// A file of a notice that the list of notices leaves out.
    NoticeUnlisted { path }: Error, "notice-unlisted",
        en "{path} belongs to a notice that the lists in data/ leave out: it was not proven", "publish the site again from its content",
        zh "{path} 所屬的公告不在 data/ 的清單中：未經查驗", "請由內容重新發布";
    /// An edition was compared by its length only.
    EditionByLength { edition, count }: Note, "edition-by-length",
        en "{edition}: the text of {count} notices was compared with the source by its length only, not by its characters", "to compare every character, verify with the gongkai that made the site: data/conversion.json names its converter",
        zh "{edition}：{count} 份公告的文字僅與原文核對字數，未逐字核對", "如要逐字核對，請以產生網站的同一版 gongkai 查驗；data/conversion.json 載明所用的轉換程式";
    /// An address does not answer as it should.
    AddressUnreachable { url, reason }: Error, "address-unreachable",
        en "{url} cannot be read: {reason}", "check the address and the connection, and try again",
        zh "無法讀取 {url}：{reason}", "請檢查網址與連線後再試";

    // ---- citations -------------------------------------------------------------------------------------------------
    /// A regulation's file cites or names a regulation that is not there.
    RegulationUnknown { id }: Error, "regulation-unknown",
        en "there is no regulation `{id}` in content/regulations/", "add its file or correct the id",
        zh "content/regulations/ 中沒有「{id}」", "請新增該檔案或更正識別名稱";
    /// An alias says no more than a kind.
    AliasVague { alias }: Error, "alias-vague",
        en "the alias {alias} names a kind only: every 《{alias}》 would lead here", "remove it: a notice that defines the short form, or cites one such regulation, is understood without",
        zh "別名「{alias}」只是文件種類：所有的《{alias}》都會連到此處", "請刪去此別名：公告若已定義簡稱，或只引用一份此類法規，無須別名也能辨認";
    /// Two regulations answer to one name.
    NameTwice { name, other }: Error, "name-twice",
        en "the name {name} belongs to {other} already", "a name must lead to one regulation: change or remove one of the two",
        zh "名稱「{name}」已屬於 {other}", "一個名稱只能對應一份法規：請更改或刪除其一";
    /// A document that is cited and that nobody has registered.
    DocumentUnregistered { name, file }: Note, "document-unregistered",
        en "《{name}》 is not registered: its page says only who cites it; its file would be {file}", "to register it, import its text with `gongkai import --regulation`, or begin that file with its name, script and kind, and facts with their sources",
        zh "《{name}》尚未登錄：其頁面僅列出引用處；登錄檔應為 {file}", "如要登錄，請以 `gongkai import --regulation` 匯入其文字，或在該檔開頭寫明名稱、文字與類別，並附上各項事實及其出處";
    /// A citation that leads nowhere.
    CitationOpen { name, reason, reason_zh }: Warning, "citation-open",
        en "《{name}》 is not linked: {reason}", "to say which regulation is meant, make it a link to `regulation:<id>`; else leave it",
        zh "《{name}》未建立連結：{reason_zh}", "如要指明法規，可寫成連往 `regulation:<識別名稱>` 的連結；否則維持原狀";
    /// A newspaper, a film, a form in 《》.
    CitationNotRules { name }: Note, "citation-not-rules",
        en "《{name}》 is not taken for a document with rules in it, and not linked", "if it is one, make it a link to `regulation:<id>`",
        zh "《{name}》並非法規文件，未建立連結", "如屬法規文件，可寫成連往 `regulation:<識別名稱>` 的連結";
    /// A citation points to an article or a part of one that the regulation does not have.
    PinOutOfBounds { name, pin }: Warning, "pin-out-of-bounds",
        en "《{name}》 has no {pin}: it is shown without a link", "check the notice against its source, and the regulation's `articles` or text",
        zh "《{name}》沒有{pin}，僅以文字顯示", "請核對公告原文，以及該法規的 `articles` 或條文";
    /// A citation points to an article whose number several have.
    PinTwice { name, pin }: Warning, "pin-twice",
        en "the text of 《{name}》 has more than one {pin}: it is shown without a link", "check that the regulation's file holds one version only, and each article once",
        zh "《{name}》的條文有不止一個{pin}，僅以文字顯示", "請確認該法規的檔案只收入一個版本，且每條只出現一次";
    /// A citation names a version that was amended since.
    VersionSuperseded { name, year }: Warning, "version-superseded",
        en "the {year} version of 《{name}》 has been amended since: it is shown without a link", "nothing to do, if the notice means that version",
        zh "《{name}》的 {year} 年版本其後已再修訂，僅以文字顯示", "公告所指若確為該版本，則無須處理";
    /// A citation names a later version than the text that is held.
    VersionLater { name, year }: Warning, "version-later",
        en "the {year} version of 《{name}》 is later than the text that is held: it is shown without a link", "import the text of that version, or correct the facts of the regulation",
        zh "《{name}》的 {year} 年版本晚於所收文本，僅以文字顯示", "請匯入該版本的文本，或更正該法規的要點";
    /// A citation says that an earlier version is meant: 原《某法》.
    VersionEarlier { name }: Warning, "version-earlier",
        en "an earlier version of 《{name}》 is meant: it is shown without a link", "nothing to do, if the notice means that version",
        zh "所指為《{name}》的舊版，僅以文字顯示", "公告所指若確為舊版，則無須處理";
    /// A citation is of a regulation that is no longer in force.
    RegulationRepealed { name, since, since_zh }: Note, "regulation-repealed",
        en "《{name}》 was repealed{since}", "nothing to do, if the source cites it; a note may say what has replaced it",
        zh "《{name}》{since_zh}", "公告原文確實引用該法規時，無須處理；可加註說明現行法規";
    /// Facts of a regulation that name no source.
    FactUnsourced { facts }: Warning, "fact-unsourced",
        en "no source is given for: {facts}", "put the address where it was read under `sources:`",
        zh "未註明出處：{facts}", "請在 `sources:` 填上讀到該項的網址";
    /// The text of a regulation has neither chapters nor articles.
    RegulationTextUnread: Warning, "regulation-text-unread",
        en "no article and no numbered heading was found in this text", "an article begins a line with 第…條, a heading with 第…章, 一、 or 1.1; without a text, leave the facts alone",
        zh "在此文字中找不到條文或帶序號的標題", "條文須以「第…條」起行，標題須以「第…章」「一、」或「1.1」起行；沒有條文時，只保留各項資料即可";
    /// A heading in a regulation's file that is neither a division's nor an annex's.
    HeadingUnnumbered { words }: Warning, "heading-unnumbered",
        en "“{words}” is no part, chapter, section, numbered heading or annex: it is kept as a paragraph", "a heading begins with 第…編, 第…章, 第…節 or 附件, in a text without articles with 一、 or 1.1, too; else take the heading mark away",
        zh "「{words}」不是編、章、節、帶序號的標題或附件的標題，以一般段落保留", "標題須以「第…編」「第…章」「第…節」或「附件」開頭，沒有條文的文字亦可用「一、」或「1.1」；否則請刪去標題符號";
    /// A line of a regulation's text that the drafted file does not have.
    RegulationLineLeft { words }: Warning, "regulation-line-left",
        en "“{words}” was not taken over", "if it belongs to the text, put it into the regulation's file where it stood",
        zh "「{words}」未收入", "若屬於條文，請在法規檔案中補回原處";
    /// A regulation's text was drafted.
    RegulationImported { given, file }: Note, "regulation-imported",
        en "{given} was imported as {file}", "check its kind, add facts with their sources, and build",
        zh "已將 {given} 匯入為 {file}", "請核對其類別，補上各項事實及其出處，再行建置";
    /// A regulation's text was drafted under the address that its page has already.
    RegulationOfStub { name, file }: Note, "regulation-of-stub",
        en "notices cite 《{name}》 already: {file} keeps the address of its page", "",
        zh "已有公告引用《{name}》：{file} 沿用其頁面的網址", "";
    /// A text is given of a regulation that is registered.
    RegulationExists { name, file, draft }: Warning, "regulation-exists",
        en "《{name}》 is registered already in {file}, which was not touched; what the text reads as is in {draft}", "take over what is right and delete the .new file",
        zh "《{name}》已登錄於 {file}，未作更動；依文字所擬的草稿在 {draft}", "請採用正確的內容，並刪去 .new 檔";
    /// A text is given that has no name.
    RegulationNameless: Error, "regulation-nameless",
        en "no name was found above the text: nothing was drafted", "put the regulation's name on a line of its own at the beginning",
        zh "在條文之前找不到名稱，未寫入任何檔案", "請在開頭以單獨一行寫上法規名稱";
    /// A text is given of which nothing can be held.
    RegulationTextRefused: Error, "regulation-text-refused",
        en "no article and no numbered heading was found in this text: nothing was drafted", "an article begins a line with 第…條, a heading with 第…章, 一、 or 1.1",
        zh "在此文字中找不到條文或帶序號的標題，未寫入任何檔案", "條文須以「第…條」起行，標題須以「第…章」「一、」或「1.1」起行";
    /// A line of an article was taken for the rest of the one before, and nothing says so for certain.
    LineJoined { words }: Warning, "line-joined",
        en "“{words}” was taken for the rest of the paragraph before it", "if it is a paragraph of its own, set it apart in the regulation's file",
        zh "「{words}」視為前一段的後文", "若自成一段，請在法規檔案中另起一段";
    /// A line of an article was taken for a paragraph, though the line before it ends no sentence.
    LineApart { words }: Warning, "line-apart",
        en "“{words}” was taken for a paragraph, though what stands before it ends no sentence", "if it goes on with that, join the two in the regulation's file",
        zh "「{words}」視為另一段，但其前文並未結句", "若與前文相連，請在法規檔案中併為一段";
    /// A table stands in an article.
    TableInArticle { words }: Warning, "table-in-article",
        en "a table begins at “{words}”: its rows were put behind the paragraph before them", "look at the regulation's file; a large table is better kept in an annex",
        zh "自「{words}」起為表格，各列接於前一段之後", "請核對法規檔案；大型表格宜移至附件";
    /// The number of a paragraph does not follow the one before.
    ParagraphNumberOdd { words }: Warning, "paragraph-number-odd",
        en "the paragraph number {words} does not follow the one before: it was kept as text", "look at the article in the regulation's file; a place that a citation names counts its paragraphs",
        zh "項次 {words} 與前一項不連續，以文字保留", "請核對法規檔案中的該條；引用處的項次依段落計算";
    /// An article's number does not follow the one before.
    ArticleMissing { article, missing }: Warning, "article-missing",
        en "{article} follows, but {missing} is not there", "check that the text was copied whole",
        zh "此處為{article}，但缺少{missing}", "請確認條文是否完整複製";
    /// An article comes twice, or after one with a higher number.
    ArticleOutOfOrder { article }: Warning, "article-out-of-order",
        en "{article} is out of order", "check that the text holds one version of the regulation only",
        zh "{article}的次序有誤", "請確認文字中只有該法規的一個版本";

    // ---- scripts ---------------------------------------------------------------------------------------------------
    /// The script of a text that is to be converted could not be told.
    ScriptUnknown: Error, "script-unknown",
        en "the text could be Traditional or Simplified, or mixes both", "say which with --from zh-Hant or --from zh-Hans",
        zh "無法判斷文字是繁體還是簡體，或兩者混用", "請以 --from zh-Hant 或 --from zh-Hans 指明";
    /// A word of the source that looks like the other script's.
    ScriptLeftover { found, usual }: Note, "script-leftover",
        en "“{found}” is usually written “{usual}” in this script; it stays as it is", "if it is right, list it under `confirmed:` in content/terms.yaml",
        zh "「{found}」在此文字中通常寫作「{usual}」；照錄不改", "若無誤，請列入 content/terms.yaml 的 `confirmed:`";
    /// A character with several forms that no term decided.
    CharacterAmbiguous { found, choice, others, edition }: Note, "character-ambiguous",
        en "“{found}” becomes “{choice}” in {edition}; it could be {others}", "if it is right, list the word under `confirmed:` in content/terms.yaml; else fix it under `terms:`",
        zh "「{found}」在 {edition} 轉為「{choice}」；也可能是 {others}", "若無誤，請將該詞列入 content/terms.yaml 的 `confirmed:`；有誤則在 `terms:` 指定";
    /// A character that many fonts lack.
    CharacterRare { found }: Note, "character-rare",
        en "“{found}” lies outside the Basic Multilingual Plane: many fonts lack it", "if it is right, list it under `confirmed:` in content/terms.yaml",
        zh "「{found}」不在基本多文種平面，許多字型沒有此字", "若無誤，請列入 content/terms.yaml 的 `confirmed:`";

    /// The OpenCC that the program was built with is not the pinned one.
    ConverterUnpinned { version, pinned }: Warning, "converter-unpinned",
        en "this program converts with {version}, not with {pinned}", "words may be converted otherwise than elsewhere; build with the pinned OpenCC for the same bytes on every machine",
        zh "本程式以 {version} 轉換，並非 {pinned}", "用詞可能與別處不同；要在每台機器得到相同的檔案，請以指定版本的 OpenCC 建置";
    /// The conversion was made with something else the last time.
    ConverterChanged { before, now }: Note, "converter-changed",
        en "the conversion has changed since the last build: {before} then, {now} now", "every derived text was made again",
        zh "轉換設定自上次建置後已改變：上次 {before}，這次 {now}", "所有轉換的文字均已重新產生";

    // ---- site and output -------------------------------------------------------------------------------------------
    /// Two pages would be one file.
    PathTwice { path }: Error, "path-twice",
        en "two pages would be written to {path}", "rename one of the two files in content/",
        zh "有兩個頁面要寫入 {path}", "請將 content/ 中的兩個檔案之一改名";
    /// A page would take the place of a file that the program has not written.
    FileForeign { path }: Error, "file-foreign",
        en "{path} is not gongkai's, and a page is to lie there", "move it away or delete it, or choose another output folder",
        zh "{path} 不是 gongkai 寫入的檔案，而有頁面要放在該處", "請移走或刪除該檔案，或改用其他輸出資料夾";
    /// The output folder is where the site itself lies.
    OutputMisplaced { path }: Error, "output-misplaced",
        en "{path} cannot be the output folder: the site itself lies there", "choose a folder of its own, such as public/",
        zh "{path} 不能作為輸出資料夾：網站的來源檔案就在該處", "請改用獨立的資料夾，例如 public/";
    /// The theme cannot be used.
    ThemeBroken { reason, reason_zh }: Error, "theme-broken",
        en "the theme cannot be used: {reason}", "correct the template; nothing was written",
        zh "佈景主題無法使用：{reason_zh}", "請修正範本；未寫入任何檔案";
    /// A new site would lie among other files.
    FolderTaken { path }: Error, "folder-taken",
        en "{path} is not empty: a new site needs a folder of its own", "name a folder that is not there yet, or an empty one; nothing was written",
        zh "{path} 不是空的：新網站需要自己的資料夾", "請指定尚不存在的資料夾或空資料夾；未寫入任何檔案";
    /// The built-in theme has no such file.
    ThemeFileUnknown { name, known }: Error, "theme-file-unknown",
        en "the built-in theme has no file {name}; there are: {known}", "name one of these",
        zh "內建佈景主題沒有 {name} 這個檔案；可用的有：{known}", "請指定其中之一";
    /// A template names what is not there.
    TemplateNameUnknown { name, known }: Error, "template-name-unknown",
        en "there is no `{name}` here; there are: {known}", "correct the template (`gongkai theme guide.md` explains every name); nothing was written",
        zh "此處沒有「{name}」；可用的有：{known}", "請修正範本（各名稱的說明見 `gongkai theme guide.md`）；未寫入任何檔案";
    /// The theme that the settings name is not there.
    ThemeMissing { name }: Error, "theme-missing",
        en "there is no theme “{name}”: no folder themes/{name}/", "make the folder, or name another `theme` in content/site.yaml; the one that is built in is gazette",
        zh "沒有「{name}」這個佈景主題：缺少 themes/{name}/ 資料夾", "請建立該資料夾，或在 content/site.yaml 的 `theme` 指定另一個；內建的是 gazette";
    /// A setting of a theme is not right.
    ThemeSetting { key, reason, reason_zh }: Error, "theme-setting",
        en "`{key}`: {reason}", "correct it in theme.yaml",
        zh "「{key}」設定有誤：{reason_zh}", "請在 theme.yaml 中更正";
    /// A file of a theme that nothing uses.
    ThemeFileUnused { near, near_zh }: Warning, "theme-file-unused",
        en "nothing uses this file, and no template includes it{near}", "check its name",
        zh "沒有任何地方用到這個檔案，也沒有範本引入它{near_zh}", "請檢查檔名";
    /// A template extends or includes one that is not there.
    TemplateUnknown { name, near, near_zh }: Error, "template-unknown",
        en "there is no template “{name}”{near}", "correct the name, or add the file to the theme; nothing was written",
        zh "沒有「{name}」這個範本{near_zh}", "請更正名稱，或在佈景主題中加上該檔案；未寫入任何檔案";
    /// A template ends inside a part that it opened.
    TemplateUnclosed { opening, closing }: Error, "template-unclosed",
        en "`{opening}` is never closed: `{closing}` is missing", "put it where the part ends; nothing was written",
        zh "「{opening}」沒有結束：缺少「{closing}」", "請在該部分結束之處加上；未寫入任何檔案";
    /// A template of one's own does not show what a notice is called.
    TemplateTitleMissing { page, title }: Error, "template-title-missing",
        en "no <h1> of {page} says “{title}”", "show the notice's title there: `<h1>{{ page.card.title }}</h1>`; nothing was written",
        zh "{page} 沒有任何 <h1> 顯示「{title}」", "請在該處顯示公告標題：`<h1>{{ page.card.title }}</h1>`；未寫入任何檔案";
    /// A template of one's own leaves out some of the text.
    TemplateTextLeftOut { page, words }: Error, "template-text-left-out",
        en "{page} leaves out “{words}” of its text", "show every part of the text, in its order, inside the element with `data-source` (`gongkai theme notice.html` shows how); nothing was written",
        zh "{page} 漏了原文的「{words}」", "請把原文的每一部分依序放在帶 `data-source` 的元素內（可參照 `gongkai theme notice.html`）；未寫入任何檔案";
    /// A template of one's own puts words into the text.
    TemplateTextAdded { page, words }: Error, "template-text-added",
        en "{page} shows “{words}” inside its text, which does not say so", "put `data-not-source` on the element that holds what the template adds; nothing was written",
        zh "{page} 在原文裡多出了「{words}」", "請在包住範本自行加上內容的元素加上 `data-not-source`；未寫入任何檔案";
    /// A template of one's own does not show the text as it is.
    TemplateTextDiffers { page, wanted, shown }: Error, "template-text-differs",
        en "where the text of {page} says “{wanted}”, the template shows “{shown}”", "show every part of the text, in its order, inside the element with `data-source` (`gongkai theme notice.html` shows how); nothing was written",
        zh "{page} 的原文是「{wanted}」，範本卻顯示「{shown}」", "請把原文的每一部分依序放在帶 `data-source` 的元素內（可參照 `gongkai theme notice.html`）；未寫入任何檔案";
    /// A template of one's own does not show one of two texts that stand side by side as it is.
    TemplateColumnDiffers { page, lang, wanted, shown }: Error, "template-column-differs",
        en "where the {lang} column of {page} says “{wanted}”, the template shows “{shown}”", "give each row an element with the id `block-` and the row's number, and right inside it each cell, whole, an element with its column's `lang` (`gongkai theme compare.html` shows how); nothing was written",
        zh "{page} 的 {lang} 欄是「{wanted}」，範本卻顯示「{shown}」", "請讓每一列的元素以 `block-` 加列號為 id，並把每一格完整放進其中直屬、帶該欄 `lang` 的元素（可參照 `gongkai theme compare.html`）；未寫入任何檔案";
    /// A template of one's own does not say which of its words are the source's.
    TemplateSourceMissing { page }: Error, "template-source-missing",
        en "nothing on {page} is marked as the text of the notice: no element has `data-source`", "give `data-source` to the element that holds the text (`gongkai theme notice.html` shows how); nothing was written",
        zh "{page} 沒有標明公告原文：沒有任何元素帶 `data-source`", "請在包住原文的元素加上 `data-source`（可參照 `gongkai theme notice.html`）；未寫入任何檔案";
    /// A template of one's own does not name the hash of the seed.
    TemplateHashMissing { page, sha256 }: Error, "template-hash-missing",
        en "{page} does not name the SHA-256 of its seed in a <code>: {sha256}", "show it: `<code>{{ page.sha256 }}</code>` inside `{% if page.sha256 %}`; nothing was written",
        zh "{page} 沒有在 <code> 裡列出原文的 SHA-256：{sha256}", "請加上 `<code>{{ page.sha256 }}</code>`，放在 `{% if page.sha256 %}` 之內；未寫入任何檔案";
    /// A template of one's own leaves out a place that links lead to.
    TemplateIdMissing { page, id }: Error, "template-id-missing",
        en "{page} has no element with the id “{id}”: links and codes on paper lead there", "give the element its `id`, as the built-in template does; nothing was written",
        zh "{page} 沒有 id 為「{id}」的元素：連結與紙本上的二維碼都指向該處", "請照內建範本為該元素加上 `id`；未寫入任何檔案";
    /// A template of one's own has what the policy of the site forbids.
    TemplateInline { what }: Error, "template-inline",
        en "{what} would do nothing on the published site: its Content-Security-Policy allows no code, style or picture inside a page, and no frames or forms", "put rules into more.css and code into script.js, draw a picture as <svg>; nothing was written",
        zh "{what} 在發布後不會有作用：網站的 Content-Security-Policy 不允許寫在頁面裡的程式、樣式與圖片，也不允許框架與表單", "請把樣式規則放進 more.css，程式放進 script.js，圖片以 <svg> 畫出；未寫入任何檔案";
    /// A theme loads something from elsewhere.
    TemplateForeign { address }: Error, "template-foreign",
        en "{address} would be loaded from elsewhere, which the site's Content-Security-Policy forbids", "use what the theme has itself: rules in more.css, a picture as <svg> in the template; nothing was written",
        zh "{address} 要從他處載入，網站的 Content-Security-Policy 不允許", "請只用佈景主題自己的內容：樣式放進 more.css，圖片以 <svg> 寫在範本裡；未寫入任何檔案";
    /// A style sheet hides the text.
    StyleHidesText { selector }: Warning, "style-hides-text",
        en "`{selector}` is hidden, and with it the text of notices", "take the rule out, unless the text is shown elsewhere on the page",
        zh "「{selector}」被隱藏，公告原文也隨之不見", "請刪去這條規則，除非原文在頁面別處顯示";
    /// A link in a template leads nowhere.
    TemplateLinkNowhere { link }: Error, "template-link-nowhere",
        en "“{link}” leads to nothing that the site has", "use an address that the template gets (`gongkai theme guide.md` lists them); one written by hand is relative to each page that the template makes; nothing was written",
        zh "「{link}」在本站沒有對應的頁面或檔案", "請使用範本所得的網址（見 `gongkai theme guide.md`）；自行寫入的網址是相對於該範本產生的每一頁；未寫入任何檔案";
    /// A template uses a word that the theme does not have.
    ThemeWordUnknown { name, near, near_zh }: Error, "theme-word-unknown",
        en "the theme has no word `t.{name}`{near}", "correct it, or add the word to the theme's strings.yaml; nothing was written",
        zh "佈景主題沒有「t.{name}」這個字串{near_zh}", "請更正，或在佈景主題的 strings.yaml 加上這個字串；未寫入任何檔案";
    /// A word of a theme that nothing shows.
    ThemeWordUnused { name, near, near_zh }: Warning, "theme-word-unused",
        en "no template shows the word `{name}`{near}", "correct its name, or delete the line",
        zh "沒有範本用到「{name}」這個字串{near_zh}", "請更正名稱，或刪除該行";
    /// The converter cannot be used.
    ConverterBroken { reason }: Error, "converter-broken",
        en "the script converter cannot be used: {reason}", "reinstall gongkai; nothing was written",
        zh "繁簡轉換無法使用：{reason}", "請重新安裝 gongkai；未寫入任何檔案";
    /// A setting is not right.
    SettingInvalid { key, reason, reason_zh }: Error, "setting-invalid",
        en "`{key}` {reason}", "correct it in content/site.yaml",
        zh "「{key}」設定有誤：{reason_zh}", "請在 content/site.yaml 中更正";

    // ---- publishing ------------------------------------------------------------------------------------------------
    /// A secret stands in the settings.
    SecretInSettings { key }: Error, "secret-in-settings",
        en "`{key}` has a password in it", "take it out, for this file is public, and have the password changed; give the new one in the variable GONGKAI_GIT_TOKEN",
        zh "「{key}」含有密碼", "此檔案是公開的，請刪去並更換密碼；新密碼以環境變數 GONGKAI_GIT_TOKEN 提供";
    /// A target that the settings do not have.
    TargetUnknown { name, targets }: Error, "target-unknown",
        en "there is no target “{name}” in content/site.yaml; there are: {targets}", "give one of these names, or add the target under `targets:`",
        zh "content/site.yaml 中沒有名為「{name}」的目標；現有：{targets}", "請使用其中的名稱，或在 `targets:` 下新增";
    /// The settings have no target.
    TargetsMissing: Error, "targets-missing",
        en "content/site.yaml does not say where the site is published to", "add `targets:` with a name and, below it, `folder:`, `git:` or `s3:` (docs/publish.md has examples)",
        zh "content/site.yaml 沒有說明網站要發布到何處", "請加上 `targets:`，寫明名稱，其下寫 `folder:`、`git:` 或 `s3:`（示例見 docs/publish.md）";
    /// No target was named.
    TargetUnsaid { targets }: Error, "target-unsaid",
        en "say where to publish to: {targets}", "for example: gongkai publish NAME --dry-run",
        zh "請指明要發布到哪一個目標：{targets}", "例如：gongkai publish 名稱 --dry-run";
    /// There is no site to publish.
    SiteUnbuilt { path }: Error, "site-unbuilt",
        en "there is no site in {path}", "run `gongkai build` and look at the result",
        zh "{path} 中沒有網站", "請執行 `gongkai build`，並查看結果";
    /// The content has changed since the site was built.
    SiteStale { path }: Error, "site-stale",
        en "{path} is older than its content: something in content/, seeds/ or themes/ has changed since", "run `gongkai build`, look at the result, then publish",
        zh "{path} 比內容舊：其後 content/、seeds/ 或 themes/ 有變動", "請執行 `gongkai build`，查看結果後再發布";
    /// It is not known what the site was built from.
    SiteOfUnknownOrigin { path }: Error, "site-of-unknown-origin",
        en "nothing here says what {path} was built from", "run `gongkai build`: it is quick where nothing has changed",
        zh "沒有紀錄說明 {path} 是由什麼內容產生的", "請執行 `gongkai build`；若無變動，很快就會完成";
    /// The content has errors.
    SiteBroken: Error, "site-broken",
        en "the content has errors: nothing was published", "correct them and run `gongkai build`",
        zh "內容有錯：未發布任何檔案", "請先更正，再執行 `gongkai build`";
    /// The site is for the address of the example.
    BaseUrlExample { url }: Error, "base-url-example",
        en "the site is made for an address of an example: {url}", "write the address where it will stand into content/site.yaml as `base_url` and build again: codes on paper lead there",
        zh "網站的位址仍是示例：{url}", "請在 content/site.yaml 的 `base_url` 寫上實際位址並重新建置：紙本上的條碼會連到該處";
    /// The site is for an address that only this machine has.
    BaseUrlLocal { url }: Error, "base-url-local",
        en "the site is made for an address that only this machine has: {url}", "write the address where it will stand into content/site.yaml as `base_url` and build again: codes on paper lead there",
        zh "網站的位址只有本機可用：{url}", "請在 content/site.yaml 的 `base_url` 寫上實際位址並重新建置：紙本上的條碼會連到該處";
    /// Nobody has said who publishes the site.
    PublisherUnsaid: Warning, "publisher-unsaid",
        en "`publisher` is still the placeholder of a new site: every page would name nobody", "write who publishes the site into content/site.yaml as `publisher`",
        zh "「publisher」仍是新網站的預留文字：各頁面未載明發布單位", "請在 content/site.yaml 的 `publisher` 填寫發布單位";
    /// The same, where the site was to be published.
    PublisherMissing: Error, "publisher-missing",
        en "`publisher` is still the placeholder of a new site: nothing was published", "write who publishes the site into content/site.yaml as `publisher` and build again",
        zh "「publisher」仍是新網站的預留文字：未發布任何檔案", "請在 content/site.yaml 的 `publisher` 填寫發布單位，並重新建置";
    /// A symbolic link stands where a file of the site would go.
    TargetLinked { target, path }: Error, "target-linked",
        en "{path} in {target} is a symbolic link, and files of the site would go there: they would lie outside the folder", "remove the link, or publish to the folder that it leads to",
        zh "{target} 中的 {path} 是符號連結，網站的檔案會因此寫到資料夾之外", "請移除該連結，或改為發布到連結所指的資料夾";
    /// A file of the site is not what the build wrote.
    SiteFileChanged { path }: Error, "site-file-changed",
        en "{path} is not the file that the build wrote", "run `gongkai build`: it writes the file again; what was changed by hand belongs into content/ or themes/",
        zh "{path} 不是建置時寫入的檔案", "請執行 `gongkai build` 重新寫入；手動的修改應寫在 content/ 或 themes/";
    /// Files in the site's folder that are not the site's.
    SiteFilesForeign { folder, count, paths }: Note, "site-files-foreign",
        en "files in {folder} that gongkai did not write are not published ({count}): {paths}", "",
        zh "{folder} 中並非 gongkai 寫入的檔案不會發布（{count} 個）：{paths}", "";
    /// A target is where the site itself lies.
    TargetMisplaced { path }: Error, "target-misplaced",
        en "{path} cannot be published to: the site itself lies there", "choose a folder elsewhere",
        zh "不能發布到 {path}：網站本身就在該處", "請改用他處的資料夾";
    /// The folder of a target is not there.
    TargetFolderMissing { path }: Error, "target-folder-missing",
        en "the folder {path} is not there", "is the share mounted? If it is, make the folder once by hand",
        zh "找不到資料夾 {path}", "請確認網路資料夾是否已掛載；若已掛載，請先手動建立此資料夾";
    /// Files of the site's names lie at a target, and are not the site's.
    TargetForeign { target, count, paths }: Error, "target-foreign",
        en "{target} has files of the same names that gongkai did not put there ({count}): {paths}", "choose another place or prefix; if they may be replaced, run it again with --overwrite",
        zh "{target} 有同名但並非 gongkai 放置的檔案（{count} 個）：{paths}", "請改用其他位置；若可以取代，請加上 --overwrite 再執行";
    /// Somebody else is publishing.
    TargetBusy { target, started, renewed }: Error, "target-busy",
        en "somebody else is publishing to {target}: for {started} min, with a last sign of life {renewed} min ago", "wait and run it again; after 10 minutes without a sign of life the place is free. If you know that the other run was stopped: --take-over",
        zh "另有人正在發布到 {target}：已 {started} 分鐘，{renewed} 分鐘前仍在進行", "請稍後再執行；若 10 分鐘沒有動靜，即可重新發布。若確知對方已中止，可加上 --take-over";
    /// Somebody else is publishing, of whom nothing is known.
    TargetBusyUnknown { target }: Error, "target-busy-unknown",
        en "somebody else is publishing to {target}", "wait and run it again. If you know that the other run was stopped: --take-over",
        zh "另有人正在發布到 {target}", "請稍後再執行。若確知對方已中止，可加上 --take-over";
    /// Somebody else has taken over while this run was at work.
    TargetLost { target }: Error, "target-lost",
        en "somebody else has taken over publishing to {target}: this run stopped", "agree who publishes, and run it again",
        zh "另有人接手發布到 {target}：本次已停止", "請協調由誰發布，然後再執行一次";
    /// Somebody else has published in the meantime.
    TargetOvertaken { target }: Error, "target-overtaken",
        en "somebody else has published to {target} in the meantime: nothing was changed", "run it again",
        zh "其間另有人發布到 {target}：未作任何變更", "請再執行一次";
    /// An earlier run was stopped in the middle.
    TargetResumed { target }: Note, "target-resumed",
        en "an earlier run to {target} was stopped in the middle: every file there was looked at, and what was missing was sent", "",
        zh "先前發布到 {target} 時中途停止：已逐一檢查該處的檔案，並補上缺少的部分", "";
    /// The target cannot keep two publishers apart for certain.
    TargetUnguarded { target }: Note, "target-unguarded",
        en "{target} knows no conditional writes: two publishers at once are told apart by waiting only", "see to it that one publishes at a time",
        zh "{target} 不支援條件寫入：僅能以等候的方式避免兩人同時發布", "請確保同一時間只有一人發布";
    /// What lies at a target is not the site.
    TargetDiffers { target, count, paths }: Error, "target-differs",
        en "{target} is not what was published, at {count} files: {paths}", "run it again: every file there is looked at, and what differs is sent",
        zh "{target} 與所發布的內容不同，共 {count} 個檔案：{paths}", "請再執行一次：將逐一檢查該處的檔案，並補送不同的部分";
    /// A target does not answer.
    TargetUnreachable { target, reason }: Error, "target-unreachable",
        en "{target} cannot be reached: {reason}", "check the address in content/site.yaml and the connection, and run it again: it goes on where it stopped",
        zh "無法連線到 {target}：{reason}", "請檢查 content/site.yaml 中的位址與網路連線後再執行，會從中斷處繼續";
    /// A target refuses.
    TargetDenied { target, reason }: Error, "target-denied",
        en "{target} does not admit you: {reason}", "check the key or token and what it may do; it is taken from the environment or your profile, as docs/publish.md says",
        zh "{target} 拒絕存取：{reason}", "請檢查金鑰或權杖及其權限；取自環境變數或個人設定檔，見 docs/publish.md";
    /// A target fails otherwise.
    TargetFailed { target, reason }: Error, "target-failed",
        en "{target} failed: {reason}", "run it again: it goes on where it stopped",
        zh "{target} 發生錯誤：{reason}", "請再執行一次，會從中斷處繼續";
    /// There are no credentials for a target.
    CredentialsMissing { target, profile }: Error, "credentials-missing",
        en "there is no key for {target}: neither in the environment nor in the profile “{profile}”", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write the profile into ~/.aws/credentials",
        zh "沒有 {target} 的金鑰：環境變數與設定檔「{profile}」中均無", "請設定 AWS_ACCESS_KEY_ID 與 AWS_SECRET_ACCESS_KEY，或將設定寫入 ~/.aws/credentials";
    /// A program that a target needs is not there.
    ProgramMissing { program, target }: Error, "program-missing",
        en "publishing to {target} needs the program `{program}`, which is not there", "install it",
        zh "發布到 {target} 需要程式 `{program}`，但找不到", "請先安裝";
    /// This build of the program cannot publish to targets of that kind.
    TargetUnsupported { target }: Error, "target-unsupported",
        en "this gongkai was built without what publishing to {target} needs", "build it with the feature `s3`, which is on unless it was turned off",
        zh "此 gongkai 建置時未包含發布到 {target} 所需的部分", "請啟用 `s3` 功能重新建置（預設即已啟用）";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_words_are_said_in_chinese() {
        let error = std::io::Error::from_raw_os_error(2).to_string();
        let message = Message::FileUnreadable { path: "a.txt".to_owned(), reason: error };
        assert_eq!(message.text(Language::Hant), "無法讀取 a.txt：找不到檔案或資料夾");
        if cfg!(unix) {
            assert!(message.text(Language::English).ends_with(": No such file or directory (os error 2)"));
        }
    }
}
