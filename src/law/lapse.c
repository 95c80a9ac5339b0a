#include "law/lapse.h"

/* What becomes of a case when a clock has run out: its word in the rules, and what people are told.
 * A sentence says what may be done then; it is done by a step that waits for the clock
 * (check_lapses.c), or by nobody. */
static const struct {
    struct str name;
    struct law_text text;
} LAPSES[LAW_LAPSE_COUNT] = {
    [LAW_ALARM] = {STR_INIT("alarm"),
                   {STR_INIT("Kantor yang harus bertindak diperingatkan. Perkara tetap terbuka."),
                    STR_INIT("The office that must act is alarmed. The case stays open.")}},
    [LAW_FORMAL_DEFECT] =
        {STR_INIT("formal_defect"),
         {STR_INIT("Laporan yang datang kemudian tetap dicatat, dengan kekurangan formal; "
                   "kantor yang menilainya."),
          STR_INIT("A report that comes later is still taken, with a formal defect; the office "
                   "judges it.")}},
    [LAW_NOT_REGISTERED] =
        {STR_INIT("not_registered"),
         {STR_INIT("Laporan dapat dinyatakan tidak dilengkapi; kemudian tidak diregistrasi."),
          STR_INIT("The report can be declared incomplete; it is not registered then.")}},
    [LAW_ESCALATE] =
        {STR_INIT("escalate"),
         {STR_INIT("Lembaga pengawas dapat memperingatkan, lalu mengambil langkah yang lebih "
                   "keras."),
          STR_INIT("The supervising body may warn, and then take harder steps.")}},
    [LAW_NO_FINDING] =
        {STR_INIT("no_finding"),
         {STR_INIT("Menurut sumbernya, sesudah itu tidak dapat ditetapkan sebagai temuan; kantor "
                   "yang memutuskan."),
          STR_INIT(
              "By its source, nothing can be made a finding after that; the office decides.")}},
    [LAW_DECIDE_ON_FILE] =
        {STR_INIT("decide_on_file"),
         {STR_INIT("Diputus menurut berkas yang ada, tanpa menunggu lagi."),
          STR_INIT("It is decided on the file as it is, without waiting any longer.")}},
    [LAW_WARN] = {STR_INIT("warn"),
                  {STR_INIT("Lembaga pengawas dapat memperingatkan."),
                   STR_INIT("The supervising body may warn.")}},
    [LAW_BLOCK] = {STR_INIT("block"),
                   {STR_INIT("Lembaga pengawas dapat memblokir."),
                    STR_INIT("The supervising body may block.")}},
    [LAW_INADMISSIBLE] = {STR_INIT("inadmissible"),
                          {STR_INIT("Yang diajukan kemudian tidak dapat diterima."),
                           STR_INIT("What is lodged later is inadmissible.")}},
    [LAW_MAY_SUE] = {STR_INIT("may_sue"),
                     {STR_INIT("Tanpa keputusan pun gugatan ke pengadilan terbuka."),
                      STR_INIT("The way to court is open, without a decision, too.")}},
    [LAW_TAKES_EFFECT] = {STR_INIT("takes_effect"),
                          {STR_INIT("Berlaku pada hari itu; tidak ada yang terlambat."),
                           STR_INIT("It takes effect on that day; nobody is late.")}},
    [LAW_RECORD_FINDING] = {STR_INIT("record_finding"),
                            {STR_INIT("Dapat ditetapkan sebagai temuan."),
                             STR_INIT("It can be made a finding.")}},
    [LAW_NOT_STATED] = {STR_INIT("not_stated"),
                        {STR_INIT("Sumbernya tidak menyebut akibatnya; yang ada hanya peringatan."),
                         STR_INIT(
                             "Its source names no effect; there is an alarm, and nothing else.")}},
};

struct str law_lapse_name(enum law_lapse lapse) {
    return LAPSES[lapse].name;
}

struct law_text law_lapse_text(enum law_lapse lapse) {
    return LAPSES[lapse].text;
}
