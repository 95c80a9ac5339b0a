#ifndef WEB_PAGES_COMPOSE_H
#define WEB_PAGES_COMPOSE_H
/* View of the form by which an index of risk is put together (A4). Its fields: risk/compose.h; with
 * pakai, dasar, lihat (the index that was shown), alasan, and aksi: lihat, tambah, hapus-N,
 * terbitkan. Scores are in hundredths. */
#include "web/pages_risk.h"

struct web_compose_field {
    struct str name, value, error;
};
struct web_compose_dimension {
    struct str code_name, code; /* hidden */
    struct str label;           /* as it is typed, in the page's language; may be empty */
    struct str drop;            /* value of its button */
    struct web_compose_field name_id, name_en, weight;
};
struct web_compose_part { /* an indicator */
    struct str label, code;
    struct str falls_name;
    bool falls, of_table; /* of_table: which one may be chosen */
    struct web_compose_field dimension, weight, scale, staff, table;
};
struct web_compose_row { /* of a region: in use, and as it would be */
    struct str name;
    bool had, said, moved;
    int64_t was, score, was_rank, rank;
};
struct web_compose {
    struct str id, label;
    const struct web_risk_choice *choices; /* indexes */
    size_t choice_count;
    const struct web_fault *faults; /* not empty: the page is a 422 */
    size_t fault_count;
    const struct web_compose_dimension *dimensions;
    size_t dimension_count;
    bool may_add;
    const struct web_compose_part *parts;
    size_t part_count;
    const struct web_option *places, *scales, *staffs, *tables; /* to choose from */
    size_t place_count, scale_count, staff_count, table_count;
    struct web_compose_field medium, high, least_known, days, reason;
    bool has_days;
    enum web_risk_unfit unfit;
    int64_t unfit_index;
    struct instant unfit_at;
    bool shown;         /* without faults: */
    bool same, changed; /* in use already; other than what was looked at before */
    const struct web_compose_row *rows;
    size_t row_count;
    int64_t moved; /* regions with another rank */
    bool may_publish;
    int64_t seen;    /* publication in use; -1: none */
    struct str look; /* hex: the index that is shown */
    struct str yaml; /* address of the index in use as a file */
};
#endif
