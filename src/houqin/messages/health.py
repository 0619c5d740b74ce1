"""What `houqin doctor` finds: what it is, what may happen, and what mends it."""

from __future__ import annotations

from houqin.messages import Message


def _info(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    return Message("info", zh, en, hint_zh, hint_en)


def _warn(zh: str, en: str, hint_zh: str, hint_en: str) -> Message:
    return Message("warning", zh, en, hint_zh, hint_en)


def _error(zh: str, en: str, hint_zh: str, hint_en: str) -> Message:
    return Message("error", zh, en, hint_zh, hint_en)


FIX = ("houqin doctor --fix", "houqin doctor --fix")

MESSAGES: dict[str, Message] = {
    "doctor.program": _info(
        "houqin {houqin}，Python {python}，git {git}，{libraries:list}",
        "houqin {houqin}, Python {python}, git {git}, {libraries:list}",
    ),
    # ------------------------------------------------------------ the place
    "doctor.network": _error(
        "账簿在网络盘上（{kind}）：{path}。两个人同时写，锁可能不管用，写进去的可能丢",
        "The book lies on a network drive ({kind}): {path}. Where two write at once the lock may not hold, and what was written may be lost",
        "账簿放在本机的盘上，网络盘上只放 git 的裸仓库：git clone --bare . 网络盘上的文件夹",
        "Keep the book on a disk of this machine, and a bare repository on the drive: git clone --bare . FOLDER_ON_THE_DRIVE",
    ),
    "doctor.synced": _error(
        "账簿在{program}的同步文件夹里：{path}。它会留下冲突副本，也会弄坏 .git",
        "The book lies in a folder that {program} keeps alike: {path}. It leaves conflicting copies, and spoils .git",
        "挪到不同步的文件夹；几台电脑之间用 git push、git pull",
        "Move it to a folder that is not synchronised; between machines use git push and git pull",
    ),
    "doctor.copy": _error(
        "{path} 像是同步或复制留下的副本：里面的单据会算两次",
        "{path} looks like a copy left by synchronising or copying: its records would count twice",
        "和原来的文件比较，要留的挪过去，再把它删掉",
        "Compare it with the file it was copied from, move over what is to stay, and delete it",
    ),
    "doctor.space": _error(
        "磁盘只剩 {free} MB，少于 {least} MB：写到一半会写不下去（写不下就不写，不会坏）",
        "Only {free} MB are free, less than {least} MB: writing will be refused (refused, not torn)",
        "清出一些地方", "Make room on the disk",
    ),
    "doctor.trial_lost": _error(
        "两个程序轮流写，{rounds} 回里丢了 {lost} 回：这个盘上锁不管用，两个人同时写会丢",
        "Two programs took turns and {lost} of {rounds} turns were lost: locks do not hold on this disk, two writers at once lose records",
        "账簿挪到本机的盘上", "Move the book to a disk of this machine",
    ),
    "doctor.trial_broke_off": _error(
        "两个程序轮流写，试不下去：{reason}", "Two programs were to take turns, and broke off: {reason}",
        "有别的程序正在写的，等它写完再试；否则账簿挪到本机自己能写的文件夹",
        "If another program is writing, wait for it and try again; else move the book to a folder of this machine that you may write to",
    ),
    "doctor.intent": _warn(
        "有一次写入中断了，只写了一部分", "A writing was broken off when part of it was done", *FIX
    ),
    "doctor.stale": _warn(
        "中断的写入留下 {count} 个临时文件", "Broken-off writings left {count:n temporary file}", *FIX
    ),
    "doctor.under_way": _warn(
        "git 正在合并或变基（{path}）：这时写不进账簿", "git is merging or rebasing ({path}): nothing can be written to the book meanwhile",
        "做完它，或放弃：git merge --abort、git rebase --abort", "Finish it, or give it up: git merge --abort, git rebase --abort",
    ),
    "doctor.index": _warn(
        "索引的文件夹写不了（{reason:reason}）：{path}。能用，但每次都从头读，慢",
        "The index's folder cannot be written to ({reason:reason}): {path}. It works, but reads everything each time",
        "用 HOUQIN_CACHE 指一个能写的文件夹", "Name a folder that can be written to with HOUQIN_CACHE",
    ),
    # ------------------------------------------------------------ the repository
    "doctor.no_git": _warn(
        "没有装 git：谁在什么时候记的无从查起，改坏了也退不回去",
        "git is not installed: who wrote what and when will not be known, and nothing can be taken back",
        "装上 git（git-scm.com），再 houqin doctor --fix", "Install git (git-scm.com), then houqin doctor --fix",
    ),
    "doctor.no_repository": _warn(
        "{path} 不在 git 仓库里：谁在什么时候记的无从查起，改坏了也退不回去",
        "{path} lies in no git repository: who wrote what and when will not be known, and nothing can be taken back", *FIX,
    ),
    "doctor.merge_driver": _error(
        "这个克隆没有设合并程序：两个人各加一张单据，合并就冲突",
        "This clone has no merge driver: two people who each add a slip get a conflict", *FIX,
    ),
    "doctor.merge_driver_broken": _error(
        "设了的合并程序跑不起来（{reason}）：合并会停下，或者只能按行合并",
        "The merge driver that is set does not work ({reason}): merges stop, or go by lines", *FIX,
    ),
    "doctor.merge_driver_other": _warn(
        "设的合并程序不是这个 houqin，没有试：{command}", "The merge driver that is set is not this houqin, and was not tried: {command}", *FIX
    ),
    "doctor.attributes": _error(
        ".gitattributes 没有让账簿文件按单据合并：合并就冲突，换行也可能各台电脑不一样",
        ".gitattributes does not ask that the book's files are merged by record: merges conflict, and line ends may differ between machines",
        "在账簿的 .gitattributes 里加一行：{line}", "Add this line to .gitattributes in the book: {line}",
    ),
    "doctor.line_ends": _warn(
        "git 会改换行（core.autocrlf），.gitattributes 没有管住：封存的月份会报格式变了",
        "git changes line ends (core.autocrlf) and .gitattributes does not stop it: closed months will be told to have changed in form",
        "在账簿的 .gitattributes 里加一行：{line}", "Add this line to .gitattributes in the book: {line}",
    ),
    "doctor.fsync": _warn(
        "git 没有设 core.fsync=all：断电会丢掉刚才的提交",
        "git is not told core.fsync=all: when the power fails, the last commits may be gone", *FIX,
    ),
    "doctor.quotepath": _info(
        "git 把中文文件名显示成编码（core.quotepath）", "git shows Chinese file names as codes (core.quotepath)", *FIX
    ),
    "doctor.diff_driver": _info(
        "git diff 按行显示，不按单据", "git diff shows lines, not records", *FIX
    ),
    "doctor.diff_heading": _info(
        "git log -p 不写是哪张单据", "git log -p does not say which record it is in", *FIX
    ),
    "doctor.hook": _warn(
        "提交前不检查账簿：读不通的也提交得了", "Nothing checks the book before a commit: one that cannot be read is committed", *FIX
    ),
    "doctor.no_name": _warn(
        "git 不知道你是谁：提交不了", "git does not know who you are: nothing can be committed",
        "git config user.name 姓名，再 git config user.email 邮箱", "git config user.name NAME, then git config user.email ADDRESS",
    ),
    "doctor.unsigned": _info(
        "提交不签名：谁记的、谁批的只能算「不能证明」", "Commits are not signed: who wrote and who approved cannot be proved",
        "有 SSH 密钥的：git config gpg.format ssh，git config user.signingkey 公钥文件，git config commit.gpgsign true",
        "With an SSH key: git config gpg.format ssh, git config user.signingkey PUBLIC_KEY_FILE, git config commit.gpgsign true",
    ),
    "doctor.history_damaged": _error(
        "git 的历史有缺损（git fsck --full）", "The history is damaged (git fsck --full)",
        "先把整个文件夹复制一份，再从别的克隆取回：git fetch", "Copy the whole folder first, then fetch from another clone: git fetch",
    ),
    # ------------------------------------------------------------ the whole
    "doctor.mended": _info("能设的都设好了。", "What can be set is set."),
    "doctor.sound": _info("没有要处理的。", "Nothing to settle."),
    "doctor.unsound": _info("要处理的 {count} 处。", "To settle: {count}."),
}  # fmt: skip
