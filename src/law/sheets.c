#include "law/sheets.h"

#include <pthread.h>
#include <stdatomic.h>

struct job {
    const struct law_kept *kept;
    struct law_sheet *list;
    size_t count;
    atomic_size_t next;
};
struct hand {
    struct job *job;
    struct arena *memory;
};

/* A tree ends at its first fault. */
static void read_sheet(const struct hand *hand, struct law_faults *faults,
                       struct law_sheet *sheet) {
    struct law_reader r = {
        .a = hand->memory, .scratch = hand->memory, .faults = faults, .file = sheet->file};
    faults->count = 0;
    sheet->hash = hash_sha256(sheet->bytes);
    struct str form = law_kept_form(hand->job->kept, &sheet->hash);
    sheet->root = law_kept_tree(hand->memory, form, sheet->bytes);
    if (!sheet->root)
        sheet->root = law_tree_read(&r, sheet->bytes);
    if (!sheet->root)
        sheet->fault = faults->list[0];
}

static void *work(void *arg) {
    const struct hand *hand = arg;
    struct job *job = hand->job;
    struct law_faults *faults = NEW(hand->memory, struct law_faults, 1);
    for (size_t i; (i = atomic_fetch_add(&job->next, 1)) < job->count;)
        if (job->list[i].whole)
            read_sheet(hand, faults, &job->list[i]);
    return NULL;
}

void law_sheets_read(const struct law_sheets_memory *memory, const struct law_kept *kept,
                     struct law_sheet *list, size_t count) {
    struct job job = {.kept = kept, .list = list, .count = count};
    struct hand ours = {&job, memory->ours}, other = {&job, memory->helpers};
    pthread_t thread;
    bool helped = pthread_create(&thread, NULL, work, &other) == 0; /* else all is ours */
    (void)work(&ours);
    if (helped)
        (void)pthread_join(thread, NULL);
}
