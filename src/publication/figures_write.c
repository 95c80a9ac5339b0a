#include "publication/figures.h"

#include "base/json.h"
#include "publication/protect.h"

/* --- every published count, one after another --- */
static void visit_line(const struct publication_line *line, struct publication_cell cell,
                       publication_visit *visit, void *arg) {
    cell.count = line->received;
    visit(arg, &cell);
    for (int p = 0; p < PUBLICATION_PROGRESS_COUNT; p++) {
        cell.progress = publication_progress_name((enum publication_progress)p);
        cell.count = line->progress[p];
        visit(arg, &cell);
    }
    cell.progress = STR("late");
    cell.count = line->late;
    visit(arg, &cell);
    cell.progress = STR("in_time");
    cell.count = line->in_time;
    visit(arg, &cell);
}

static void visit_totals(const struct publication_figures *f, publication_visit *visit, void *arg) {
    visit_line(&f->total, (struct publication_cell){0}, visit, arg);
    for (int p = 0; p < LAW_PHASE_COUNT; p++)
        visit(arg, &(struct publication_cell){.status = law_phase_name((enum law_phase)p),
                                              .count = f->status[p]});
    for (size_t i = 0; i < PUBLICATION_AGE_COUNT; i++)
        visit(arg, &(struct publication_cell){.progress = STR("open"),
                                              .age = publication_age_name(i),
                                              .count = f->age[i]});
    for (size_t i = 0; i < f->week_count; i++)
        visit(arg, &(struct publication_cell){
                       .week = f->weeks[i].from, .has_week = true, .count = f->weeks[i].received});
}

static void visit_waiting(const struct publication_figures *f, size_t region,
                          publication_visit *visit, void *arg) {
    for (int w = 0; w < PUBLICATION_WAITING_COUNT && f->waiting; w++)
        visit(arg, &(struct publication_cell){
                       .region = f->regions[region].key,
                       .progress = publication_waiting_name((enum publication_waiting)w),
                       .age = publication_waiting_age((enum publication_waiting)w),
                       .count = f->waiting[region * PUBLICATION_WAITING_COUNT + (size_t)w]});
}

void publication_cells(const struct publication_figures *f, publication_visit *visit, void *arg) {
    visit_totals(f, visit, arg);
    for (size_t i = 0; i < f->region_count; i++)
        visit_line(&f->regions[i], (struct publication_cell){.region = f->regions[i].key}, visit,
                   arg);
    for (size_t i = 0; i < f->region_count; i++)
        visit_waiting(f, i, visit, arg);
    for (size_t i = 0; i < f->act_count; i++)
        visit_line(&f->acts[i], (struct publication_cell){.act = f->acts[i].key}, visit, arg);
    for (size_t i = 0; i < f->stage_count; i++)
        visit_line(&f->stages[i], (struct publication_cell){.stage = f->stages[i].key}, visit, arg);
    for (size_t i = 0; i < f->region_count; i++)
        for (size_t j = 0; j < f->act_count; j++)
            visit(arg, &(struct publication_cell){.region = f->regions[i].key,
                                                  .act = f->acts[j].key,
                                                  .count = f->region_acts[i * f->act_count + j]});
}

/* --- writing --- */
enum { PIECE = 8192, ROW = 8192 };
struct writer {
    struct buf buf;
    struct date as_of;
    bool json, first;
    publication_sink *sink;
    void *arg;
};

static void pour(struct writer *w, size_t least) {
    if (w->buf.len < least)
        return;
    w->sink(w->arg, buf_str(&w->buf));
    buf_clear(&w->buf);
}

static void add_day(struct buf *out, struct date day) {
    struct civil c = date_to_civil(day);
    buf_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void add_csv(struct buf *out, struct str s) {
    bool quote = false;
    for (size_t i = 0; i < s.len; i++)
        quote |= s.ptr[i] == ',' || s.ptr[i] == '"' || s.ptr[i] == '\r' || s.ptr[i] == '\n';
    if (quote)
        buf_add_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, s.ptr[i]);
    }
    if (quote)
        buf_add_char(out, '"');
}

static void write_csv(struct writer *w, const struct publication_cell *cell) {
    const struct str keys[] = {cell->region, cell->act,      cell->stage,
                               cell->status, cell->progress, cell->age};
    add_day(&w->buf, w->as_of);
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        buf_add_char(&w->buf, ',');
        add_csv(&w->buf, keys[i]);
    }
    buf_add_char(&w->buf, ',');
    if (cell->has_week)
        add_day(&w->buf, cell->week);
    buf_add_char(&w->buf, ',');
    if (!cell->count.hidden)
        buf_add_int(&w->buf, cell->count.n);
    buf_add_c(&w->buf, cell->count.hidden ? ",1\r\n" : ",0\r\n");
}

static void put_key(struct json *j, const char *key, struct str value) {
    if (value.len)
        json_put_str(j, key, value);
}

static void write_json(struct writer *w, const struct publication_cell *cell) {
    if (!w->first)
        buf_add_char(&w->buf, ',');
    w->first = false;
    struct json j;
    json_init(&j, &w->buf);
    json_open_object(&j);
    put_key(&j, "region", cell->region);
    put_key(&j, "act", cell->act);
    put_key(&j, "stage", cell->stage);
    put_key(&j, "status", cell->status);
    put_key(&j, "progress", cell->progress);
    put_key(&j, "age", cell->age);
    if (cell->has_week) {
        struct civil c = date_to_civil(cell->week);
        json_key(&j, "week");
        buf_printf(j.out, "\"%04d-%02d-%02d\"", c.year, c.month, c.day);
        j.first[j.depth] = false;
    }
    json_key(&j, "count");
    if (cell->count.hidden)
        json_add_null(&j);
    else
        json_add_int(&j, cell->count.n);
    json_put_bool(&j, "suppressed", cell->count.hidden);
    json_close_object(&j);
}

static void write_cell(void *arg, const struct publication_cell *cell) {
    struct writer *w = arg;
    if (w->json)
        write_json(w, cell);
    else
        write_csv(w, cell);
    pour(w, PIECE);
}

static struct writer writer_of(const struct publication_figures *f, publication_sink *sink,
                               void *arg) {
    struct writer w = {.as_of = f->as_of, .sink = sink, .arg = arg, .first = true};
    buf_init(&w.buf, PIECE + ROW);
    return w;
}

static void writer_done(struct writer *w) {
    if (buf_full(&w->buf))
        die("a published row is too long");
    pour(w, 1);
    buf_done(&w->buf);
}

void publication_csv(const struct publication_figures *f, publication_sink *sink, void *arg) {
    struct writer w = writer_of(f, sink, arg);
    size_t count;
    const struct publication_definition *columns = publication_definitions(&count);
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_add_char(&w.buf, ',');
        buf_add(&w.buf, columns[i].column);
    }
    buf_add_c(&w.buf, "\r\n");
    publication_cells(f, write_cell, &w);
    writer_done(&w);
}

void publication_json(const struct publication_figures *f, publication_sink *sink, void *arg) {
    struct writer w = writer_of(f, sink, arg);
    w.json = true;
    buf_add_c(&w.buf, "{\"as_of\":\"");
    add_day(&w.buf, f->as_of);
    buf_printf(&w.buf, "\",\"least\":%d,\"definitions\":\"/data/definitions.json\",\"cells\":[",
               PUBLICATION_LEAST);
    publication_cells(f, write_cell, &w);
    buf_add_c(&w.buf, "]}");
    writer_done(&w);
}

static const struct publication_definition DEFINITIONS[] = {
    {STR_INIT("as_of"),
     {STR_INIT("Hari keadaan ini dihitung, menurut waktu kantor (WIB), YYYY-MM-DD."),
      STR_INIT("The day these counts describe, in the office's time (WIB), YYYY-MM-DD.")}},
    {STR_INIT("region"),
     {STR_INIT("Kode wilayah Kemendagri tempat kejadian, misalnya 16.06. Kosong: semua wilayah."),
      STR_INIT("Code of the Ministry of Home Affairs for the place, such as 16.06. Empty: all.")}},
    {STR_INIT("act"),
     {STR_INIT("Kode tindakan dalam rules/acts; unknown: belum ditentukan. Kosong: semua."),
      STR_INIT("Id of the act in rules/acts; unknown: not yet said. Empty: all acts.")}},
    {STR_INIT("stage"),
     {STR_INIT("Tahapan pemilihan pada hari laporan diterima. Kosong: semua tahapan."),
      STR_INIT("Stage of the election on the day the report was received. Empty: all stages.")}},
    {STR_INIT("status"),
     {STR_INIT("Di mana perkara sekarang: intake (penerimaan), examination (pemeriksaan Bawaslu), "
               "with_bkn (di BKN), with_ppk (menunggu PPK), done_sanction (sanksi), "
               "done_no_breach (tidak terbukti), done_not_registered (tidak diregistrasi), "
               "done_other (selesai lain). Kosong: semua."),
      STR_INIT("Where the case is now: intake, examination (by Bawaslu), with_bkn, with_ppk (the "
               "appointing authority), done_sanction, done_no_breach, done_not_registered, "
               "done_other. Empty: all.")}},
    {STR_INIT("progress"),
     {STR_INIT("open: masih ditangani; decided: sudah diputus; ended: berakhir tanpa putusan; "
               "late dan in_time: bagian dari open, lewat atau belum lewat batas waktu yang sedang "
               "berjalan; waiting_in_time dan waiting_late: bagian dari keduanya, rekomendasi yang "
               "menunggu BKN atau PPK. Kosong: semua."),
      STR_INIT("open: being handled; decided; ended: over without a decision; late and in_time: "
               "parts of open, past or within the time limit that runs; waiting_in_time and "
               "waiting_late: parts of those, recommendations that wait for BKN or the appointing "
               "authority (PPK). Empty: all.")}},
    {STR_INIT("age"),
     {STR_INIT("Umur perkara terbuka, dalam hari kalender sejak diterima: 0-7, 8-14, 15-30, 31+; "
               "pada waiting_late sejak langkah terakhir: 0-30, 31-60, 61+. Kosong: semua."),
      STR_INIT("Age of an open case in calendar days since it was received: 0-7, 8-14, 15-30, 31+; "
               "with waiting_late since the last step: 0-30, 31-60, 61+. Empty: all.")}},
    {STR_INIT("week"),
     {STR_INIT("Senin dari minggu laporan diterima, YYYY-MM-DD. Kosong: semua minggu."),
      STR_INIT("Monday of the week in which the report was received. Empty: all weeks.")}},
    {STR_INIT("count"),
     {STR_INIT("Jumlah perkara (laporan dan informasi awal). Kosong bila tidak ditampilkan."),
      STR_INIT("Number of cases (reports and tips). Empty when it is not shown.")}},
    {STR_INIT("suppressed"),
     {STR_INIT("1: jumlahnya di bawah 5, atau jumlah di bawah 5 dapat dihitung darinya; 0: "
               "ditampilkan."),
      STR_INIT("1: the count is under 5, or one under 5 could be worked out from it; 0: shown.")}},
};

const struct publication_definition *publication_definitions(size_t *ret_count) {
    *ret_count = COUNT_OF(DEFINITIONS);
    return DEFINITIONS;
}

void publication_definitions_json(struct buf *out) {
    struct json j;
    json_init(&j, out);
    json_open_object(&j);
    json_put_int(&j, "least", PUBLICATION_LEAST);
    json_key(&j, "columns");
    json_open_array(&j);
    for (size_t i = 0; i < COUNT_OF(DEFINITIONS); i++) {
        json_open_object(&j);
        json_put_str(&j, "column", DEFINITIONS[i].column);
        json_put_str(&j, "id", DEFINITIONS[i].text.id);
        json_put_str(&j, "en", DEFINITIONS[i].text.en);
        json_close_object(&j);
    }
    json_close_array(&j);
    json_close_object(&j);
}
