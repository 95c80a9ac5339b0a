#include "publication/graph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct world {
    struct arena *a;
    const struct law *law, *small;
};
enum { SVG_MAX = 8 << 20, CHAIN = 60 };

static int make_world(void **state) {
    static struct law_faults faults;
    struct arena *a = arena_new(256u << 20);
    struct world *w = NEW(a, struct world, 1);
    hash_library_init();
    w->a = a;
    *state = w;
    return law_load(a, "rules", &w->law, &faults).code ||
           law_load(a, "tests/rules/small", &w->small, &faults).code;
}

static int end_world(void **state) {
    arena_free(((struct world *)*state)->a);
    return 0;
}

/* A made-up procedure of many states: a chain, whose every third step may also jump ahead. */
static const struct law_rulebook *make_chain(struct arena *a) {
    struct law_state *states = NEW(a, struct law_state, CHAIN);
    struct law_step *steps = NEW(a, struct law_step, CHAIN);
    struct law_rulebook *r = NEW(a, struct law_rulebook, 1);
    for (int i = 0; i < CHAIN; i++) {
        struct str id = arena_printf(a, "state%d", i);
        states[i] = (struct law_state){.id = id,
                                       .label = {id, id},
                                       .phase = i < 40 ? LAW_INTAKE : LAW_WITH_PPK,
                                       .waits_for = i % 2 ? STR("bkn") : STR("bawaslu"),
                                       .terminal = i == CHAIN - 1};
    }
    for (int i = 0; i + 1 < CHAIN; i++) {
        const struct law_state **from = NEW(a, const struct law_state *, 1);
        struct law_outcome *outcomes = NEW(a, struct law_outcome, 3);
        struct str id = arena_printf(a, "step%d", i);
        from[0] = &states[i];
        outcomes[0] = (struct law_outcome){.value = id, .label = {id, id}, .to = &states[i + 1]};
        outcomes[1] = (struct law_outcome){.value = id, .label = {id, id}, .to = &states[i / 2]};
        outcomes[2] = (struct law_outcome){
            .value = id, .label = {id, id}, .to = &states[i + 3 < CHAIN ? i + 3 : CHAIN - 1]};
        steps[i] = (struct law_step){.id = id,
                                     .name = id,
                                     .label = {id, id},
                                     .role = STR("officer"),
                                     .actor = states[i].waits_for,
                                     .from = from,
                                     .from_count = 1,
                                     .outcomes = outcomes,
                                     .outcome_count = 3};
    }
    *r = (struct law_rulebook){.regime = STR("chain"),
                               .version = 1,
                               .states = states,
                               .state_count = CHAIN,
                               .steps = steps,
                               .step_count = CHAIN - 1,
                               .entry_report = states};
    return r;
}

static bool overlap(const struct publication_box *a, const struct publication_box *b) {
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

static struct publication_graph laid_out(struct arena *a, const struct law *law,
                                         const struct law_rulebook *r, bool english) {
    const struct publication_drawing of = {law, r, {0}, english};
    struct publication_graph g;
    assert_int_equal(publication_graph_layout(a, &of, &g).code, ERR_NONE);
    return g;
}

static void check_boxes(const struct publication_graph *g) {
    for (size_t i = 0; i < g->box_count; i++) {
        const struct publication_box *a = &g->boxes[i];
        assert_true(a->x >= 0 && a->y >= 0 && a->x + a->w <= g->width && a->y + a->h <= g->height);
        for (size_t k = i + 1; k < g->box_count; k++)
            if (overlap(a, &g->boxes[k]))
                fail_msg("boxes %zu and %zu lie on each other", i, k);
    }
}

/* Each state and step has one box, but for steps that only lead back: they are a line of it. */
static void check_drawn(const struct publication_graph *g) {
    const struct law_rulebook *r = g->rules;
    size_t states = 0, steps = 0, loops = 0;
    for (size_t i = 0; i < g->box_count; i++) {
        states += g->boxes[i].kind == PUBLICATION_STATE_BOX;
        steps += g->boxes[i].kind == PUBLICATION_STEP_BOX;
    }
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *s = &r->steps[i];
        bool loop = s->from_count == 1;
        for (size_t o = 0; o < s->outcome_count; o++)
            loop = loop && s->outcomes[o].to == s->from[0];
        loops += loop;
    }
    assert_int_equal(states, r->state_count);
    assert_int_equal(steps + loops, r->step_count);
}

/* Every outcome is an arrow or a chip: ports with a target have an arrow from their line. */
static void check_outcomes(const struct publication_graph *g) {
    for (size_t i = 0; i < g->box_count; i++) {
        const struct publication_box *b = &g->boxes[i];
        size_t ports = 0, arrows = 0, chips = 0;
        for (size_t k = 0; b->kind == PUBLICATION_STEP_BOX && k < b->line_count; k++) {
            ports += b->lines[k].style == PUBLICATION_PORT;
            chips +=
                b->lines[k].style == PUBLICATION_CHIP && b->lines[k - 1].style != PUBLICATION_CHIP;
        }
        for (size_t e = 0; e < g->edge_count; e++)
            arrows += g->edges[e].from == (int)i && g->edges[e].port >= 0;
        assert_int_equal(ports, arrows + chips);
    }
}

static void check_edges(const struct publication_graph *g) {
    for (size_t i = 0; i < g->edge_count; i++) {
        const struct publication_edge *e = &g->edges[i];
        const struct publication_box *from = &g->boxes[e->from], *to = &g->boxes[e->to];
        assert_true(from->x + from->w < e->x && e->x < to->x);
        assert_true(e->y1 >= from->y && e->y1 <= from->y + from->h);
        assert_true(e->y2 >= to->y && e->y2 <= to->y + to->h);
    }
}

static void everything_stands_once_and_nothing_overlaps(void **state) {
    struct world *w = *state;
    size_t shipped = w->law->rulebook_count;
    for (size_t i = 0; i < shipped + 2; i++) {
        const struct law_rulebook *r = i < shipped    ? &w->law->rulebooks[i]
                                       : i == shipped ? &w->small->rulebooks[0]
                                                      : make_chain(w->a);
        struct publication_graph g = laid_out(w->a, w->law, r, i % 2);
        check_boxes(&g);
        check_drawn(&g);
        check_outcomes(&g);
        check_edges(&g);
    }
}

static void every_row_stands_in_one_part_and_parts_can_be_read(void **state) {
    struct world *w = *state;
    enum { WIDE = 2000, HIGH = 4200 };
    for (size_t i = 0; i < w->law->rulebook_count; i++) {
        struct publication_drawing of = {w->law, &w->law->rulebooks[i], {0}, i % 2};
        size_t count, states = 0, steps = 0;
        const struct publication_part *parts = publication_graph_parts(w->a, &of, &count);
        for (size_t k = 0; k < count; k++) {
            struct publication_graph g;
            of.part = parts[k].name;
            assert_int_equal(publication_graph_layout(w->a, &of, &g).code, ERR_NONE);
            check_boxes(&g);
            check_drawn(&g);
            check_outcomes(&g);
            check_edges(&g);
            if (g.width > WIDE || g.height > HIGH)
                fail_msg("%.*s, %.*s: %d x %d", STR_ARG(g.rules->regime), STR_ARG(of.part), g.width,
                         g.height);
            states += parts[k].states;
            steps += parts[k].steps;
            assert_int_equal(g.overview, str_equal(of.part, STR("overview")));
            assert_true(g.overview || g.rules->step_count == parts[k].steps);
        }
        assert_int_equal(states, of.rules->state_count);
        assert_int_equal(steps, of.rules->step_count);
    }
}

static void a_state_of_another_part_says_where_it_goes_on(void **state) {
    struct world *w = *state;
    struct publication_drawing of = {w->law, law_rulebook_named(w->law, STR("pilkada-2024@1")),
                                     STR("main"), false};
    struct publication_graph g;
    size_t elsewhere = 0;
    assert_int_equal(publication_graph_layout(w->a, &of, &g).code, ERR_NONE);
    for (size_t i = 0; i < g.box_count; i++) {
        const struct publication_box *b = &g.boxes[i];
        const struct law_state *shown = &g.rules->states[b->index < 0 ? 0 : b->index];
        const struct law_state *there = law_state(of.rules, shown->id);
        bool here = b->kind != PUBLICATION_STATE_BOX || there->terminal ||
                    str_equal(shown->file, of.rules->file);
        assert_int_equal(b->elsewhere, !here);
        elsewhere += b->elsewhere;
        bool told = false;
        for (size_t k = 0; k < b->line_count; k++)
            told = told || str_starts(b->lines[k].text, STR("di gambar:"));
        assert_int_equal(told, b->elsewhere);
    }
    assert_true(elsewhere > 0);
    of.part = STR("nowhere");
    assert_int_equal(publication_graph_layout(w->a, &of, &g).code, ERR_MISSING);
}

/* A step that leaves states of other parts is joined to each of them by a line, or told in its box
 * where the row ends before. */
static void each_state_that_a_step_leaves_has_a_line(void **state) {
    struct world *w = *state;
    struct publication_drawing of = {
        w->law, law_rulebook_named(w->law, STR("pilkada-2024@1")), {0}, false};
    size_t count, joined = 0;
    const struct publication_part *parts = publication_graph_parts(w->a, &of, &count);
    for (size_t k = 0; k < count; k++) {
        struct publication_graph g;
        of.part = parts[k].name;
        assert_int_equal(publication_graph_layout(w->a, &of, &g).code, ERR_NONE);
        for (size_t i = 0; i < g.box_count && !g.overview; i++) {
            const struct publication_box *b = &g.boxes[i];
            bool left = false, line = false, told = false;
            for (size_t s = 0; b->elsewhere && s < g.rules->step_count; s++)
                left = left || law_step_leaves(&g.rules->steps[s], &g.rules->states[b->index]);
            for (size_t e = 0; e < g.edge_count; e++)
                line = line || g.edges[e].from == (int)i;
            joined += line && str_equal(of.part, STR("judgment"));
            for (size_t n = 0; n < b->line_count; n++)
                told = told || b->lines[n].style == PUBLICATION_LOOP;
            if (left && !line && !told)
                fail_msg("%.*s: no line leaves \"%.*s\"", STR_ARG(of.part),
                         STR_ARG(g.rules->states[b->index].id));
        }
    }
    assert_true(joined > 12); /* a judgment may come in any of thirteen states */
}

/* "PPK (dicatat PPK)": who does a step records it. */
static void nobody_is_said_to_record_for_himself(void **state) {
    struct world *w = *state;
    struct publication_drawing of = {
        w->law, law_rulebook_named(w->law, STR("pilkada-2024@1")), {0}, false};
    size_t count;
    const struct publication_part *parts = publication_graph_parts(w->a, &of, &count);
    for (size_t k = 0; k < count; k++) {
        struct publication_graph g;
        of.part = parts[k].name;
        assert_int_equal(publication_graph_layout(w->a, &of, &g).code, ERR_NONE);
        for (size_t i = 0; i < g.box_count; i++)
            if (g.boxes[i].line_count)
                assert_null(strstr(g.boxes[i].lines[0].text.ptr, "PPK (dicatat PPK)"));
    }
}

static void shipped_parts_have_a_label(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < w->law->rulebook_count; i++)
        for (size_t k = 0; k < w->law->rulebooks[i].sections.count; k++) {
            const struct law_section *s = &w->law->rulebooks[i].sections.list[k];
            if (str_equal(s->label.id, s->name))
                fail_msg("part %.*s has no label", STR_ARG(s->name));
        }
}

static struct str drawn(struct arena *a, const struct law *law, const struct law_rulebook *r) {
    struct publication_graph g = laid_out(a, law, r, false);
    struct buf out;
    buf_init(&out, SVG_MAX);
    publication_graph_write(&out, &g);
    assert_false(buf_full(&out));
    struct str svg = arena_str(a, buf_str(&out));
    buf_done(&out);
    return svg;
}

static void no_box_covers_the_label_of_a_lane(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < w->law->rulebook_count; i++) {
        struct publication_graph g = laid_out(w->a, w->law, &w->law->rulebooks[i], i % 2);
        assert_true(g.lane_count > 0);
        for (size_t k = 0; k < g.lane_count; k++) {
            const struct publication_lane *l = &g.lanes[k];
            const struct publication_box label = {.x = l->x, .y = l->y, .w = l->head, .h = l->h};
            assert_true(l->head > 100);
            for (size_t b = 0; b < g.box_count; b++)
                if (overlap(&label, &g.boxes[b]))
                    fail_msg("%.*s: box %zu covers \"%.*s\"", STR_ARG(g.rules->regime), b,
                             STR_ARG(l->label));
        }
    }
}

static void what_is_not_verified_bears_a_mark(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < w->law->rulebook_count; i++) {
        const struct law_rulebook *r = &w->law->rulebooks[i];
        struct publication_graph g = laid_out(w->a, w->law, r, false);
        for (size_t b = 0; b < g.box_count; b++)
            if (g.boxes[b].kind == PUBLICATION_STEP_BOX)
                assert_int_equal(g.boxes[b].lines[0].unverified,
                                 law_needs_badge(&r->steps[g.boxes[b].index].cite));
    }
    struct str svg = drawn(w->a, w->small, &w->small->rulebooks[0]);
    assert_non_null(strstr(svg.ptr, "◇ belum diverifikasi"));
}

static void the_same_rows_give_the_same_bytes(void **state) {
    struct world *w = *state;
    const struct law_rulebook *r = &w->law->rulebooks[0];
    assert_true(str_equal(drawn(w->a, w->law, r), drawn(w->a, w->law, r)));
}

static void the_drawing_says_what_it_is_and_escapes_what_it_says(void **state) {
    struct world *w = *state;
    struct law_rulebook r = *make_chain(w->a);
    struct law_state *states = NEW(w->a, struct law_state, CHAIN);
    memcpy(states, r.states, CHAIN * sizeof *states);
    r.label = (struct law_text){STR("<a&b>"), STR("<a&b>")};
    struct str svg = drawn(w->a, w->law, &r);
    assert_non_null(strstr(svg.ptr, "<title id=\"title\">&lt;a&amp;b&gt; (chain@1)</title>"));
    assert_non_null(strstr(svg.ptr, "<desc id=\"desc\">60 keadaan, 59 langkah"));
    assert_non_null(strstr(svg.ptr, "id=\"state-state0\""));
    assert_non_null(strstr(svg.ptr, "href=\"#state-state"));
    assert_non_null(strstr(svg.ptr, "id=\"phase-with_ppk\""));
}

static void a_clock_stands_on_the_states_where_it_runs(void **state) {
    struct world *w = *state;
    struct publication_graph g = laid_out(w->a, w->small, &w->small->rulebooks[0], false);
    const struct publication_box *open = &g.boxes[0], *closed = &g.boxes[1];
    bool runs_open = false, runs_closed = false;
    for (size_t i = 0; i < open->line_count; i++)
        runs_open = runs_open || open->lines[i].style == PUBLICATION_CLOCK;
    for (size_t i = 0; i < closed->line_count; i++)
        runs_closed = runs_closed || closed->lines[i].style == PUBLICATION_CLOCK;
    assert_true(runs_open);
    assert_false(runs_closed);
}

/* Ids are for programs: the row of the statute alone ("P04") stands in a drawing of any language.
 */
static void check_words(const struct publication_graph *g) {
    for (size_t b = 0; b < g->box_count; b++)
        for (size_t i = 0; i < g->boxes[b].line_count; i++)
            for (size_t c = 0; c < g->rules->clock_count; c++) {
                const struct law_clock *clock = &g->rules->clocks[c];
                struct str line = g->boxes[b].lines[i].text;
                if (memmem(line.ptr, line.len, clock->id.ptr, clock->id.len) ||
                    (clock->aka.len && memmem(line.ptr, line.len, clock->aka.ptr, clock->aka.len)))
                    fail_msg("%.*s says \"%.*s\"", STR_ARG(g->rules->regime), STR_ARG(line));
            }
}

static void a_drawing_speaks_one_language_and_names_its_lanes(void **state) {
    struct world *w = *state;
    for (size_t i = 0; i < 2 * w->law->rulebook_count; i++) {
        struct publication_drawing of = {w->law, &w->law->rulebooks[i / 2], {0}, i % 2};
        size_t count;
        const struct publication_part *parts = publication_graph_parts(w->a, &of, &count);
        for (size_t k = 0; k < count; k++) {
            struct publication_graph g;
            of.part = parts[k].name;
            assert_int_equal(publication_graph_layout(w->a, &of, &g).code, ERR_NONE);
            check_words(&g);
            for (size_t n = 0; n < g.lane_count; n++)
                if (g.lanes[n].label.len < 2)
                    fail_msg("%.*s, %.*s: a lane without a name", STR_ARG(of.rules->regime),
                             STR_ARG(of.part));
        }
    }
}

static bool meet(const struct law_step *a, const struct law_step *b) {
    bool shared = false;
    for (size_t o = 0; o < a->outcome_count; o++)
        for (size_t k = 0; k < b->outcome_count; k++)
            shared = shared || a->outcomes[o].to == b->outcomes[k].to;
    return shared && a->from[0] == b->from[0] && str_equal(a->actor, b->actor);
}

static bool says_more(struct law_text label) {
    return strstr(label.en.ptr, " (+") && strstr(label.id.ptr, " (+");
}

/* Steps that one office records, and outcomes, that lead from one part to the same other are one
 * way. What only cases of before take is none. */
static void the_overview_draws_one_way_once_and_none_of_before(void **state) {
    struct world *w = *state;
    struct publication_drawing of = {w->law, law_rulebook_named(w->law, STR("pilkada-2024@1")),
                                     STR("overview"), true};
    struct law_rulebook drawn;
    size_t steps = 0, outcomes = 0;
    assert_int_equal(publication_graph_part(w->a, &of, &drawn).code, ERR_NONE);
    for (size_t i = 0; i < drawn.step_count; i++) {
        const struct law_step *step = &drawn.steps[i];
        assert_false(str_starts(step->name, STR("sort_")));
        for (size_t k = 0; k < i; k++)
            if (meet(step, &drawn.steps[k]))
                fail_msg("%.*s leads where %.*s does", STR_ARG(step->name),
                         STR_ARG(drawn.steps[k].name));
        steps += says_more(step->label);
        for (size_t o = 0; o < step->outcome_count; o++) {
            for (size_t k = 0; k < o; k++)
                assert_ptr_not_equal(step->outcomes[o].to, step->outcomes[k].to);
            outcomes += says_more(step->outcomes[o].label);
        }
    }
    assert_true(steps > 0 && outcomes > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_stands_once_and_nothing_overlaps),
        cmocka_unit_test(every_row_stands_in_one_part_and_parts_can_be_read),
        cmocka_unit_test(the_overview_draws_one_way_once_and_none_of_before),
        cmocka_unit_test(a_state_of_another_part_says_where_it_goes_on),
        cmocka_unit_test(each_state_that_a_step_leaves_has_a_line),
        cmocka_unit_test(nobody_is_said_to_record_for_himself),
        cmocka_unit_test(shipped_parts_have_a_label),
        cmocka_unit_test(no_box_covers_the_label_of_a_lane),
        cmocka_unit_test(a_drawing_speaks_one_language_and_names_its_lanes),
        cmocka_unit_test(what_is_not_verified_bears_a_mark),
        cmocka_unit_test(the_same_rows_give_the_same_bytes),
        cmocka_unit_test(the_drawing_says_what_it_is_and_escapes_what_it_says),
        cmocka_unit_test(a_clock_stands_on_the_states_where_it_runs),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
