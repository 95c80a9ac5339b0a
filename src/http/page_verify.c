#include "http/handlers.h"
#include "http/page_common.h"

#include "flow/receipt.h"
#include "flow/released.h"

/* P12: anyone holds a receipt against this log, without JavaScript. The browser can do the same by
 * itself (periksa.ts), and so can the program offline: nobody has to believe this page. */

static struct err reply(struct http_call *call, struct web_verify *v) {
    struct flow_released web;
    const struct web_asset *offline = web_asset_find(STR("/periksa-netral.html"));
    struct err e = flow_released(http_reader(call), call->arena, &web);
    if (e.code && e.code != ERR_MISSING)
        return e;
    v->has_web = !e.code;
    v->web = v->has_web ? web.index : 0;
    v->offline = str_from_c(offline ? offline->sha256 : NULL);
    v->vkey = flow_vkey(http_app(call)->flow);
    struct web_common c = http_common(call);
    web_render_verify(call->out, v, &c);
    return http_page(call, 200);
}

struct err page_verify_get(struct http_call *call) {
    return reply(call, &(struct web_verify){0});
}

/* How far each failure of flow_bundle_check got: form, content, path, signature. The signature is
 * looked at before the path, since a path to an unsigned root proves nothing. */
static const struct {
    struct str about;
    struct web_checks checks;
} FAILURES[] = {
    {STR_INIT("receipt-shape"), {.form = WEB_CHECK_BAD}},
    {STR_INIT("slip-shape"), {.form = WEB_CHECK_BAD}},
    {STR_INIT("manifest-shape"), {.form = WEB_CHECK_BAD}},
    {STR_INIT("salt-shape"), {.form = WEB_CHECK_BAD}},
    {STR_INIT("proof-shape"), {.form = WEB_CHECK_BAD}},
    {STR_INIT("index"), {.form = WEB_CHECK_BAD}},
    {STR_INIT("other-vkey"), {.form = WEB_CHECK_GOOD, .signature = WEB_CHECK_BAD}},
    {STR_INIT("origin"), {.form = WEB_CHECK_GOOD, .signature = WEB_CHECK_BAD}},
    {STR_INIT("signature"), {.form = WEB_CHECK_GOOD, .signature = WEB_CHECK_BAD}},
    {STR_INIT("proof"),
     {.form = WEB_CHECK_GOOD,
      .leaf = WEB_CHECK_BAD,
      .path = WEB_CHECK_BAD,
      .signature = WEB_CHECK_GOOD}},
};

static struct web_checks checks_of(const struct flow_receipt_checked *checked) {
    for (size_t i = 0; checked->why.code && i < COUNT_OF(FAILURES); i++)
        if (str_equal(FAILURES[i].about, checked->why.about))
            return FAILURES[i].checks;
    if (checked->why.code)
        return (struct web_checks){.form = WEB_CHECK_BAD};
    return (struct web_checks){.form = WEB_CHECK_GOOD,
                               .leaf = WEB_CHECK_GOOD,
                               .path = WEB_CHECK_GOOD,
                               .signature = WEB_CHECK_GOOD,
                               .current = checked->current ? WEB_CHECK_GOOD : WEB_CHECK_BAD};
}

struct err page_verify_post(struct http_call *call) {
    struct flow_receipt_checked checked;
    struct str bundle = http_form(call, "tanda");
    struct err e =
        flow_receipt_here(http_app(call)->flow, http_reader(call), call->arena, bundle, &checked);
    if (e.code)
        return e;
    bool unreadable = str_equal(checked.why.about, STR("receipt-shape")) ||
                      str_equal(checked.why.about, STR("slip-shape"));
    struct web_verify v = {
        .bundle = bundle,
        .verdict = checked.genuine ? WEB_VERDICT_GENUINE
                   : unreadable    ? WEB_VERDICT_UNREADABLE
                                   : WEB_VERDICT_FALSE,
        .checks = checks_of(&checked),
        .index = checked.bundle.index,
        .size = checked.bundle.size,
        .accepted = checked.bundle.manifest.accepted_at,
        .has_accepted = checked.genuine && !checked.bundle.bare,
    };
    return reply(call, &v);
}
