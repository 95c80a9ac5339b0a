#include <string.h>

#include "law/read.h"
#include "publication/rules_diff_internal.h"

/* Keys and lists in words that a lawyer reads, and the lists whose rows a key names. in: the list
 * in which the key has another meaning. A test holds the words to every key of the loader. */
static const struct word {
    const char *in, *key, *id, *en;
    const char *names; /* lists, each between two '|' */
} KEYS[] = {
    {"outcomes", "to", "menuju", "leads to", "|states|"},
    {"outcomes", "opens", "membuka prosedur", "opens procedures", NULL},
    {"windows", "opens", "dibuka pukul", "opens at", NULL},
    {"windows", "closes", "ditutup pukul", "closes at", NULL},
    {"windows", "holidays", "juga pada hari libur", "on days off, too", NULL},
    {NULL, "appeal", "surat imbauan", "an appeal", NULL},
    {NULL, "subject", "hal", "subject", NULL},
    {NULL, "template", "naskah", "template", NULL},
    {NULL, "letter", "surat", "letter", "|letters|"},
    {NULL, "meeting", "rapat yang memenuhinya, dengan", "fulfilled by a meeting with", "|offices|"},
    {"letters", "number", "pola nomor", "pattern of the number", NULL},
    {NULL, "number_else", "pola nomor pengirim lain", "pattern of other senders", NULL},
    {"instruments", "replaces", "menggantikan", "replaces", "|instruments|"},
    {NULL, "act", "perbuatan", "act", "|acts|"},
    {NULL, "actor", "yang bertindak", "who acts", "|offices|"},
    {NULL, "acts", "perbuatan", "acts", "|acts|"},
    {NULL, "address", "alamat", "address", NULL},
    {NULL, "addressee", "pejabat yang dituju", "to whom it goes", "|offices|"},
    {NULL, "after", "baru setelah tenggat", "only after the clock", "|clocks|"},
    {NULL, "while", "hanya selama tenggat", "only while the clock runs", "|clocks|"},
    {NULL, "agency", "instansi", "agency", NULL},
    {NULL, "aka", "sebutan lain", "other name", NULL},
    {NULL, "aliases", "nama lain", "other names", NULL},
    {NULL, "also", "baris yang ikut dicatat", "row recorded along", NULL},
    {NULL, "articles", "pasal", "articles", NULL},
    {NULL, "assigns", "pasal yang menentukan tingkat", "articles that give the tier", NULL},
    {NULL, "amends", "mengubah", "amends", "|instruments|"},
    {NULL, "amounts", "jumlah menurut kategori", "amounts by category", NULL},
    {NULL, "and_or", "penjara dan/atau denda", "prison and/or fine", NULL},
    {NULL, "answer", "jawaban", "answer", NULL},
    {NULL, "answers", "jawaban", "answer", NULL},
    {NULL, "asks", "yang harus dibuktikan", "what must be shown", NULL},
    {NULL, "authorities", "pemegang peran", "holder of a role", NULL},
    {NULL, "before_stage", "sebelum tahapan dimulai", "before the stage begins", NULL},
    {NULL, "by_person", "dapat untuk sebagian orang", "may be taken for some persons", NULL},
    {NULL, "cite", "dasar", "basis", NULL},
    {NULL, "classes", "subjek", "classes of persons", NULL},
    {NULL, "clock", "tenggat", "clock", "|clocks|"},
    {NULL, "clocks", "tenggat", "clocks", NULL},
    {NULL, "closes", "hari terakhir", "last day", NULL},
    {NULL, "code", "kode", "code", NULL},
    {NULL, "codes", "kode", "codes", NULL},
    {NULL, "complaint", "awal aduan SBT", "where an SBT complaint begins", "|states|"},
    {NULL, "concerns", "menyangkut seluruh", "concerns as a whole", NULL},
    {NULL, "confidence", "keyakinan", "confidence", NULL},
    {NULL, "contest", "jenis pemilihan", "kind of election", NULL},
    {NULL, "contests", "jenis pemilihan", "kinds of election", NULL},
    {NULL, "coverage", "cakupan ikrar di bawah persen", "pledges below percent", NULL},
    {NULL, "critical", "masa rawan", "critical phase", NULL},
    {NULL, "cuts", "batas kelas", "cut-offs of classes", NULL},
    {NULL, "date", "tanggal", "date", NULL},
    {NULL, "days", "hari", "days", NULL},
    {NULL, "decides", "yang diputus tentang orangnya", "what it decides over the person", NULL},
    {NULL, "departs", "alasan bila menyimpang dari usul", "reasons for departing from the proposal",
     NULL},
    {NULL, "determination", "penetapan pasangan calon", "determination of the candidates", NULL},
    {NULL, "dimensions", "dimensi", "dimensions", NULL},
    {NULL, "disagree", "sumber berselisih", "sources disagree", NULL},
    {NULL, "document", "formulir", "form", "|letters|"},
    {NULL, "due_by", "paling lambat ada pada", "must be there by", NULL},
    {NULL, "duties", "tugas pencegahan", "duties of prevention", NULL},
    {NULL, "each_stage", "pada setiap tahapan", "at each stage", NULL},
    {NULL, "en", "dalam bahasa Inggris", "in English", NULL},
    {NULL, "entry", "awal perkara", "where cases begin", NULL},
    {NULL, "estimated", "perkiraan", "estimate", NULL},
    {NULL, "evidence", "bukti", "evidence", NULL},
    {NULL, "examinee", "yang diperiksa", "who is examined", NULL},
    {NULL, "examinee_id", "kode yang diperiksa", "code of who is examined", NULL},
    {NULL, "example", "contoh", "example", NULL},
    {NULL, "fact", "dihitung dari", "counted from", NULL},
    {NULL, "falls", "makin besar makin baik", "more is better", NULL},
    {NULL, "field", "isian", "field", NULL},
    {NULL, "fields", "isian", "field", NULL},
    {NULL, "fine_category", "kategori denda", "category of the fine", NULL},
    {NULL, "fine_max", "denda paling banyak", "fine at most", NULL},
    {NULL, "fine_min", "denda paling sedikit", "fine at least", NULL},
    {NULL, "fine_scales", "skala denda", "scales of fines", NULL},
    {NULL, "former", "keadaan lama", "state of before", NULL},
    {NULL, "from", "berlaku sejak", "in force from", NULL},
    {NULL, "gap", "celah hukum", "legal gap", NULL},
    {NULL, "group", "kelompok", "group", NULL},
    {NULL, "hand_to", "diserahkan kepada", "handed to", "|offices|"},
    {NULL, "harm", "urutan bahaya", "order of harm", NULL},
    {NULL, "high", "mulai tinggi", "high from", NULL},
    {NULL, "holidays", "hari libur", "days off", NULL},
    {NULL, "id", "dalam bahasa Indonesia", "in Indonesian", NULL},
    {NULL, "imposer", "yang menjatuhkan", "who imposes", NULL},
    {NULL, "imposer_id", "kode yang menjatuhkan", "code of who imposes", NULL},
    {NULL, "imposers", "kewenangan menjatuhkan", "powers to impose", NULL},
    {NULL, "index", "indeks", "index", NULL},
    {NULL, "in_words", "lamanya dengan kata", "length in words", NULL},
    {NULL, "indicators", "indikator", "indicators", NULL},
    {NULL, "instead", "yang boleh", "what is allowed instead", NULL},
    {NULL, "instead_for", "yang boleh, bagi", "allowed instead, for", "|subjects|"},
    {NULL, "instruments", "instrumen", "instruments", NULL},
    {NULL, "kind", "jenis", "kind", NULL},
    {NULL, "label", "sebutan", "label", NULL},
    {NULL, "lapse", "akibat lewat waktu", "effect of lapse", NULL},
    {NULL, "kept", "untuk apa ia ada", "what it is for", NULL},
    {NULL, "late", "paling sedikit perkara lewat tenggat", "least number of late cases", NULL},
    {NULL, "law", "instrumen", "instruments", "|instruments|"},
    {NULL, "least_known", "paling sedikit data yang ada", "least that must be known", NULL},
    {NULL, "letters", "formulir", "forms", NULL},
    {NULL, "level", "tingkat", "level", NULL},
    {NULL, "levels_below", "tingkat di bawahnya", "levels below", NULL},
    {NULL, "listed", "dipilih pelapor", "reporters choose from it", NULL},
    {NULL, "match", "kecocokan", "match", NULL},
    {NULL, "max_len", "panjang paling banyak", "greatest length", NULL},
    {NULL, "medium", "mulai sedang", "medium from", NULL},
    {NULL, "mentions", "instrumen yang hanya disebut", "instruments only mentioned",
     "|instruments|"},
    {NULL, "missing", "bila tidak ada nilai", "without a value", NULL},
    {NULL, "mode", "cara hitung", "way of counting", NULL},
    {NULL, "months", "bulan", "months", NULL},
    {NULL, "months_max", "bulan paling banyak", "months at most", NULL},
    {NULL, "months_min", "bulan paling sedikit", "months at least", NULL},
    {NULL, "multiple", "boleh beberapa", "may be several", NULL},
    {NULL, "n", "jumlah", "number", NULL},
    {NULL, "name", "nama", "name", NULL},
    {NULL, "need", "keperluan", "need", NULL},
    {NULL, "needs", "langkah yang harus mendahului", "steps that must come before", "|steps|"},
    {NULL, "unless", "tidak setelah langkah", "not after the steps", "|steps|"},
    {NULL, "note", "catatan", "note", NULL},
    {NULL, "now", "yang dilakukan program", "what the program does", NULL},
    {NULL, "number", "nomor", "number", NULL},
    {NULL, "numbers", "pola nomor", "number patterns", NULL},
    {NULL, "office", "kantor", "office", "|offices|"},
    {NULL, "offices", "kantor", "offices", NULL},
    {NULL, "on_behalf", "tindakan milik", "whose act it is", "|offices|"},
    {NULL, "opened", "awal prosedur", "where the procedure begins", "|states|"},
    {NULL, "opens", "hari pertama", "first day", NULL},
    {NULL, "options", "pilihan", "option", NULL},
    {NULL, "others", "angka lain", "other number", NULL},
    {NULL, "ours", "baris kita", "our row", NULL},
    {NULL, "outcomes", "hasil", "outcome", NULL},
    {NULL, "part", "bagian bersama", "shared part", NULL},
    {NULL, "parts", "bagian bersama", "shared parts", NULL},
    {NULL, "penalties", "pidana", "penalties", NULL},
    {NULL, "penalty", "pasal pidana", "penal article", "|penalties|"},
    {NULL, "phase", "tahap", "phase", NULL},
    {NULL, "plain", "bahasa sederhana", "plain words", NULL},
    {NULL, "planned", "direncanakan", "planned", NULL},
    {NULL, "pledge", "ikrar", "pledge", NULL},
    {NULL, "preparation", "tahap persiapan", "preparation", NULL},
    {NULL, "published", "indeks yang diumumkan", "published index", NULL},
    {NULL, "punishments", "jenis hukuman", "punishment", NULL},
    {NULL, "question", "pertanyaan", "question", NULL},
    {NULL, "questions", "pertanyaan terbuka", "open questions", NULL},
    {NULL, "read", "cara dibaca", "how it was read", NULL},
    {NULL, "reads", "pasal yang dibaca", "articles read", NULL},
    {NULL, "read_in", "dibaca dalam", "read in", NULL},
    {NULL, "read_by", "dibaca oleh", "read by", NULL},
    {NULL, "readings", "tafsir", "readings", NULL},
    {NULL, "received", "nomor penerimaan", "number when received", NULL},
    {NULL, "regime", "prosedur", "procedure", NULL},
    {NULL, "region", "wilayah", "region", NULL},
    {NULL, "regions", "wilayah", "regions", NULL},
    {NULL, "registered", "nomor registrasi", "number when registered", NULL},
    {NULL, "registers", "memberi nomor registrasi", "gives the registration number", NULL},
    {NULL, "repeats", "berulang", "repeats", NULL},
    {NULL, "replaces", "menggantikan", "replaces", "|clocks|"},
    {NULL, "report", "awal laporan", "where a report begins", "|states|"},
    {NULL, "report_window", "waktu melapor", "time to report", "|clocks|"},
    {NULL, "reporter", "kata untuk pelapor", "words for the reporter", NULL},
    {NULL, "required", "wajib", "required", NULL},
    {NULL, "requirements", "syarat", "requirements", NULL},
    {NULL, "resumes", "tenggat yang dilanjutkan", "clocks resumed", "|clocks|"},
    {NULL, "role", "peran", "role", NULL},
    {NULL, "rows", "baris yang disentuh", "rows touched", NULL},
    {NULL, "sanctions", "sanksi", "sanctions", NULL},
    {NULL, "scale", "skala", "scale", NULL},
    {NULL, "senders", "pengirim yang memakai pola itu", "senders whose pattern it is", "|offices|"},
    {NULL, "series", "rangkaian", "series", NULL},
    {NULL, "several", "boleh beberapa hasil", "several outcomes", NULL},
    {NULL, "siasn", "kode SIASN", "SIASN code", NULL},
    {NULL, "side", "sisi penetapan", "side of the determination", NULL},
    {NULL, "source", "sumber", "source", NULL},
    {NULL, "sources", "sumber", "sources", NULL},
    {NULL, "staff", "per 1.000 dari", "per 1,000 of", NULL},
    {NULL, "stage", "tahapan", "stage", "|stages|"},
    {NULL, "stages", "tahapan", "stages", "|stages|"},
    {NULL, "start", "mulai dihitung", "counted from", NULL},
    {NULL, "starts", "tenggat yang mulai", "clock that starts", NULL},
    {NULL, "states", "keadaan", "states", NULL},
    {NULL, "status", "status", "status", NULL},
    {NULL, "steps", "langkah", "steps", NULL},
    {NULL, "stops", "tenggat yang berhenti", "clocks that stop", "|clocks|"},
    {NULL, "subjects", "subjek", "subjects", "|classes|"},
    {NULL, "survives", "pasal yang tetap berlaku", "articles that survive", NULL},
    {NULL, "suspends", "tenggat yang ditangguhkan", "clocks suspended", "|clocks|"},
    {NULL, "table", "tabel", "table", NULL},
    {NULL, "terminal", "akhir prosedur", "end of the procedure", NULL},
    {NULL, "terms", "istilah", "terms", NULL},
    {NULL, "text", "bunyi", "text", NULL},
    {NULL, "tier", "tingkat", "tier", NULL},
    {NULL, "tiers", "tingkat yang dijatuhkan atau diusulkan", "tiers imposed or proposed", NULL},
    {NULL, "times", "paling banyak berapa kali", "how often at most", NULL},
    {NULL, "timing", "waktu", "timing", NULL},
    {NULL, "tip", "awal informasi", "where a tip begins", "|states|"},
    {NULL, "to", "berlaku sampai", "in force until", NULL},
    {NULL, "topics", "pertanyaan penasihat", "adviser's questions", NULL},
    {NULL, "track", "jalur", "track", NULL},
    {NULL, "tracks", "jalur yang ditempuh", "tracks that it goes by", NULL},
    {NULL, "twin", "pasangannya di sisi lain", "its twin on the other side", "|acts|"},
    {NULL, "type", "jenis isian", "type of field", NULL},
    {NULL, "unit", "satuan", "unit", NULL},
    {NULL, "value", "nilai", "value", NULL},
    {NULL, "values", "nilai per wilayah", "values by region", NULL},
    {NULL, "verdict", "jawaban", "verdict", NULL},
    {NULL, "verified", "terverifikasi", "verified", NULL},
    {NULL, "version", "versi", "version", NULL},
    {NULL, "voting", "hari pemungutan suara", "voting day", NULL},
    {NULL, "waits_for", "menunggu", "waits for", "|offices|"},
    {NULL, "warnings", "peringatan dini", "early warnings", NULL},
    {NULL, "weekdays", "hari dalam minggu", "days of the week", NULL},
    {NULL, "weight", "bobot", "weight", NULL},
    {NULL, "what", "isi", "what it is", NULL},
    {NULL, "when", "bila", "when", NULL},
    {NULL, "where", "tempat dibaca", "where it was read", NULL},
    {NULL, "why", "mengapa", "why", NULL},
    {NULL, "windows", "jam penerimaan", "intake windows", NULL},
    {NULL, "word", "kata", "word", NULL},
    {NULL, "year", "tahun", "year", NULL},
};
static const struct word LISTS[] = {
    {NULL, "sources", "sumber", "source", NULL},
    {NULL, "instruments", "instrumen", "instrument", NULL},
    {NULL, "clocks", "tenggat", "clock", NULL},
    {NULL, "states", "keadaan", "state", NULL},
    {NULL, "steps", "langkah", "step", NULL},
    {NULL, "requirements", "syarat", "requirement", NULL},
    {NULL, "acts", "perbuatan", "act", NULL},
    {NULL, "answers", "asas penasihat", "adviser's principle", NULL},
    {NULL, "sanctions", "sanksi", "sanction", NULL},
    {NULL, "penalties", "pidana", "penalty", NULL},
    {NULL, "fine_scales", "skala denda", "scale of fines", NULL},
    {NULL, "imposers", "kewenangan menjatuhkan", "power to impose", NULL},
    {NULL, "codes", "kode SIASN", "SIASN code", NULL},
    {NULL, "topics", "pertanyaan penasihat", "adviser's question", NULL},
    {NULL, "authorities", "pemegang peran", "holder of a role", NULL},
    {NULL, "windows", "jam penerimaan", "intake window", NULL},
    {NULL, "letters", "formulir", "form", NULL},
    {NULL, "duties", "tugas pencegahan", "duty of prevention", NULL},
    {NULL, "pledge", "butir ikrar", "point of the pledge", NULL},
    {NULL, "questions", "pertanyaan terbuka", "open question", NULL},
    {NULL, "terms", "istilah", "term", NULL},
    {NULL, "examples", "contoh", "example", NULL},
    {NULL, "counts", "hitungan", "count", NULL},
    {NULL, "takeovers", "pengambilalihan tugas", "takeover of tasks", NULL},
    {NULL, "silent", "hukum yang diam", "silent law", NULL},
    {NULL, "offices", "kantor", "office", NULL},
    {NULL, "classes", "subjek", "class of persons", NULL},
    {NULL, "stages", "tahapan", "stage", NULL},
    {NULL, "days", "hari libur", "day off", NULL},
    {NULL, "values", "nilai wilayah", "value of a region", NULL},
    {NULL, "dimensions", "dimensi", "dimension", NULL},
    {NULL, "", "berkas", "file", NULL},
};

/* Words of enumerations; in: the key whose value it is, where others use the same word. */
static const struct word VALUES[] = {
    {NULL, "calendar", "hari kalender", "calendar days", NULL},
    {NULL, "working", "hari kerja", "working days", NULL},
    {NULL, "month", "bulan", "months", NULL},
    {NULL, "hour", "jam", "hours", NULL},
    {NULL, "duty", "kewajiban", "duty", NULL},
    {NULL, "right", "hak", "right", NULL},
    {NULL, "true", "ya", "yes", NULL},
    {NULL, "false", "tidak", "no", NULL},
    {NULL, "high", "tinggi", "high", NULL},
    {NULL, "medium", "sedang", "medium", NULL},
    {NULL, "low", "rendah", "low", NULL},
    {"read", "P", "pasalnya dibaca", "the article was read", NULL},
    {"read", "P2", "pasalnya dibaca dalam dua salinan", "the article was read in two copies", NULL},
    {"read", "S", "sumber kedua", "secondary source", NULL},
    {"read", "GK", "pengetahuan umum", "general knowledge", NULL},
    {"read", "INF", "kesimpulan sendiri", "our own inference", NULL},
    {"mode", "total", "jumlah penuh dari awal", "total from the start", NULL},
    {"mode", "before", "dihitung mundur", "counted backwards", NULL},
    {"mode", "effect", "sampai mulai berlaku", "until it takes effect", NULL},
    {"side", "either", "kedua sisi", "either side", NULL},
    {"side", "before", "sebelum penetapan", "before the determination", NULL},
    {"side", "after", "sejak penetapan", "from the determination on", NULL},
    {NULL, "alarm", "peringatan", "alarm", NULL},
    {NULL, "formal_defect", "cacat formal", "formal defect", NULL},
    {NULL, "not_registered", "tidak diregistrasi", "not registered", NULL},
    {NULL, "escalate", "naik ke atasan", "escalation", NULL},
    {NULL, "no_finding", "tidak menjadi temuan", "no finding", NULL},
    {NULL, "decide_on_file", "diputus dari berkas", "decided on the file", NULL},
    {NULL, "warn", "ditegur", "warning", NULL},
    {NULL, "block", "diblokir", "blocking", NULL},
    {NULL, "inadmissible", "tidak dapat diterima", "inadmissible", NULL},
    {NULL, "may_sue", "dapat menggugat", "may sue", NULL},
    {NULL, "takes_effect", "mulai berlaku", "takes effect", NULL},
    {NULL, "record_finding", "dicatat sebagai temuan", "recorded as a finding", NULL},
    {NULL, "not_stated", "tidak disebut", "not stated", NULL},
    {NULL, "formal", "syarat formal", "formal", NULL},
    {NULL, "material", "syarat materiil", "material", NULL},
    {NULL, "takes_reports", "menerima laporan", "takes reports", NULL},
    {NULL, "opened", "dibuka prosedur lain", "opened by another procedure", NULL},
    {NULL, "penjara", "penjara", "prison", NULL},
    {NULL, "kurungan", "kurungan", "light imprisonment", NULL},
    {NULL, "denda", "denda", "fine", NULL},
    {NULL, "national_holiday", "libur nasional", "national holiday", NULL},
    {NULL, "joint_leave", "cuti bersama", "joint leave", NULL},
    {NULL, "voting_day", "hari pemungutan suara", "voting day", NULL},
    {NULL, "punishment", "hukuman", "punishment", NULL},
    {NULL, "level", "tingkat", "level", NULL},
    {NULL, "reason", "alasan", "reason", NULL},
    {NULL, "regulation", "peraturan", "regulation", NULL},
    {NULL, "intake", "penerimaan", "intake", NULL},
    {NULL, "examination", "pemeriksaan", "examination", NULL},
    {NULL, "with_bkn", "di BKN", "at BKN", NULL},
    {NULL, "with_ppk", "di pejabat yang memutuskan", "with whoever decides", NULL},
    {"decides", "sanction", "menjatuhkan sanksi", "imposes a sanction", NULL},
    {"decides", "no_breach", "tidak terbukti", "finds no breach", NULL},
    {"decides", "sanction_without_tier", "menjatuhkan sanksi tanpa tingkat",
     "imposes a sanction that has no tier", NULL},
    {NULL, "done_sanction", "selesai, ada sanksi", "done, with a sanction", NULL},
    {NULL, "done_no_breach", "selesai, tidak terbukti", "done, no breach", NULL},
    {NULL, "done_not_registered", "selesai, tidak diregistrasi", "done, not registered", NULL},
    {NULL, "done_other", "selesai dengan cara lain", "done otherwise", NULL},
    {NULL, "officer", "petugas", "officer", NULL},
    {NULL, "head", "pimpinan", "head", NULL},
    {NULL, "custodian", "penjaga identitas", "custodian", NULL},
    {NULL, "text", "teks", "text", NULL},
    {NULL, "date", "tanggal", "date", NULL},
    {NULL, "datetime", "tanggal dan jam", "day and hour", NULL},
    {NULL, "bool", "ya atau tidak", "yes or no", NULL},
    {NULL, "int", "bilangan", "number", NULL},
    {NULL, "list", "daftar pilihan", "list of options", NULL},
    {NULL, "ethics", "kode etik", "ethics", NULL},
    {NULL, "discipline", "disiplin", "discipline", NULL},
    {NULL, "dismissal", "pemberhentian", "dismissal", NULL},
    {NULL, "criminal", "pidana pemilihan", "criminal", NULL},
    {NULL, "administrative", "administratif", "administrative", NULL},
    {NULL, "village", "hukum desa", "village law", NULL},
    {NULL, "military", "hukum militer", "military law", NULL},
    {NULL, "police", "hukum kepolisian", "police law", NULL},
    {NULL, "contract", "perjanjian kerja", "contract of work", NULL},
    {NULL, "open", "terbuka", "open", NULL},
    {NULL, "settled", "terjawab", "settled", NULL},
    {NULL, "always", "selalu", "always", NULL},
    {NULL, "conditional", "bersyarat", "conditional", NULL},
    {NULL, "optional", "boleh kosong", "optional", NULL},
    {NULL, "allowed", "boleh", "allowed", NULL},
    {NULL, "avoid", "hindari", "avoid", NULL},
    {NULL, "any", "instansi mana pun", "any agency", NULL},
    {NULL, "central_province", "pusat dan provinsi", "central and provincial", NULL},
    {NULL, "central", "pusat", "central", NULL},
    {NULL, "regency", "kabupaten/kota", "regency or city", NULL},
    {NULL, "pilkada", "Pilkada", "regional elections", NULL},
    {NULL, "pemilu", "Pemilu", "general elections", NULL},
    {NULL, "mon", "Senin", "Monday", NULL},
    {NULL, "tue", "Selasa", "Tuesday", NULL},
    {NULL, "wed", "Rabu", "Wednesday", NULL},
    {NULL, "thu", "Kamis", "Thursday", NULL},
    {NULL, "fri", "Jumat", "Friday", NULL},
    {NULL, "sat", "Sabtu", "Saturday", NULL},
    {NULL, "sun", "Minggu", "Sunday", NULL},
    {NULL, "known_on", "hari diketahui", "the day it was known", NULL},
    {NULL, "received_on", "hari diterima", "the day of receipt", NULL},
    {NULL, "registered_on", "hari diregistrasi", "the day of registration", NULL},
    {NULL, "province", "provinsi", "province", NULL},
    {NULL, "table", "dari tabel", "of a table", NULL},
    {NULL, "received", "laporan diterima", "reports received", NULL},
    {NULL, "decided", "sudah diputus", "decided", NULL},
    {NULL, "late", "lewat tenggat", "past a deadline", NULL},
    {NULL, "open_share", "bagian yang terbuka", "share that is open", NULL},
    {NULL, "late_share", "bagian yang lewat tenggat", "share past a deadline", NULL},
    {"from", "calendar", "kalender tahapan", "calendar of stages", NULL},
    {NULL, "stalled_share", "bagian yang lama tanpa langkah", "share long without a step", NULL},
    {NULL, "unpledged_share", "bagian yang belum berikrar", "share not pledged", NULL},
    {NULL, "as_is", "apa adanya", "as it stands", NULL},
    {NULL, "max", "dibagi yang terbesar", "divided by the largest", NULL},
    {NULL, "min_max", "dari terkecil ke terbesar", "from least to largest", NULL},
    {NULL, "z", "jarak dari rata-rata", "distance from the mean", NULL},
    {NULL, "leave_out", "tidak ikut dihitung", "left out", NULL},
    {NULL, "as_least", "dihitung nol", "counted as nothing", NULL},
};

/* The word of a key, as in the list or under the key "in"; else the one that holds everywhere. */
static const struct word *find(const struct word *words, size_t count, struct str key,
                               struct str in) {
    const struct word *general = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(key, str_from_c(words[i].key)))
            continue;
        if (words[i].in && str_equal(in, str_from_c(words[i].in)))
            return &words[i];
        general = words[i].in ? general : &words[i];
    }
    return general;
}

static struct str said(const struct word *word, struct str otherwise, bool english) {
    return word ? str_from_c(english ? word->en : word->id) : otherwise;
}

bool diff_knows_key(struct str key) {
    return find(KEYS, COUNT_OF(KEYS), key, (struct str){0}) != NULL;
}

bool diff_knows_list(struct str list) {
    return find(LISTS, COUNT_OF(LISTS), list, (struct str){0}) != NULL;
}

bool diff_knows_value(struct str value) {
    for (size_t i = 0; i < COUNT_OF(VALUES); i++)
        if (str_equal(value, str_from_c(VALUES[i].key)))
            return true;
    return false;
}

struct str diff_kind(struct str list, bool english) {
    return said(find(LISTS, COUNT_OF(LISTS), list, (struct str){0}), list, english);
}

struct str diff_word(const struct law_node *node, struct str in, bool english) {
    if (node->kind == LAW_SEQUENCE && str_equal(node->key, STR("from")))
        return english ? STR("from the states") : STR("dari keadaan");
    return said(find(KEYS, COUNT_OF(KEYS), node->key, in), node->key, english);
}

/* --- rows that are named --- */

struct str diff_label(const struct law_node *node, bool english) {
    static const char *const LABELS[] = {"label", "name", "text", "question", "word"};
    for (size_t i = 0; i < COUNT_OF(LABELS); i++) {
        const struct law_node *label = law_get(node, LABELS[i]);
        label = label && label->kind == LAW_MAPPING ? law_get(label, english ? "en" : "id") : NULL;
        if (label)
            return label->value;
    }
    return (struct str){0};
}

static bool is_among(const char *lists, struct str list) {
    for (const char *at = lists; *at == '|' && at[1]; at += strcspn(at + 1, "|") + 1)
        if (str_equal((struct str){at + 1, strcspn(at + 1, "|")}, list))
            return true;
    return false;
}

/* The label of a row of those lists; of several rows of that name the one of the same procedure. */
static struct str label_of(const struct diff_rows *rows, const char *lists, struct str name,
                           const struct diff_tongue *tongue) {
    struct str found = {0};
    for (size_t i = 0; rows && i < rows->count; i++) {
        const struct diff_row *row = &rows->list[i];
        if (!row->list.len || !str_equal(diff_name(row->list, row->node), name) ||
            !is_among(lists, row->list))
            continue;
        struct str label = diff_label(row->node, tongue->english);
        if (str_equal(row->context, tongue->context))
            return label;
        found = found.len ? found : label;
    }
    return found;
}

static void put_named(struct buf *out, struct str label, struct str name) {
    if (label.len)
        buf_printf(out, "\"%.*s\" (%.*s)", STR_ARG(label), STR_ARG(name));
    else
        buf_add(out, name);
}

void diff_put_scalar(struct buf *out, struct str value, struct str key,
                     const struct diff_tongue *tongue) {
    const struct word *word = find(KEYS, COUNT_OF(KEYS), key, tongue->in);
    const char *lists = word ? word->names : NULL;
    struct str label = {0};
    bool text = str_equal(key, STR("id")) || str_equal(key, STR("en")) ||
                str_equal(key, STR("text")) || str_equal(key, STR("start"));
    if (str_equal(key, STR("from")) && tongue->is_list)
        lists = "|states|";
    if (text || (value.len && memchr(value.ptr, ' ', value.len))) {
        diff_put_text(out, value);
        return;
    }
    if (lists)
        label = label_of(tongue->after, lists, value, tongue);
    if (lists && !label.len)
        label = label_of(tongue->before, lists, value, tongue);
    put_named(out, label,
              label.len ? value
                        : said(find(VALUES, COUNT_OF(VALUES), value, key), value, tongue->english));
}
