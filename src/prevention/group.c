#include "prevention/group.h"

#include "prevention/chain.h"

static const struct {
    enum pledge_group group;
    struct str name;
} NAMES[PLEDGE_GROUPS] = {{PLEDGE_ASN, STR_INIT("asn")},
                          {PLEDGE_LEADERS, STR_INIT("leaders")},
                          {PLEDGE_VILLAGE_HEADS, STR_INIT("village_heads")},
                          {PLEDGE_NON_ASN, STR_INIT("non_asn")}};

struct str pledge_group_name(enum pledge_group group) {
    for (size_t i = 0; i < PLEDGE_GROUPS; i++)
        if (NAMES[i].group == group)
            return NAMES[i].name;
    return STR("");
}

bool pledge_group_read(struct str name, enum pledge_group *ret) {
    for (size_t i = 0; i < PLEDGE_GROUPS; i++)
        if (str_equal(NAMES[i].name, name)) {
            *ret = NAMES[i].group;
            return true;
        }
    return false;
}

/* Of whom it is not known yet it is not said that they are none. */
static bool is_asn(struct str class) {
    return str_equal(class, STR("pns")) || str_equal(class, STR("pppk")) ||
           str_equal(class, STR("cpns")) || str_equal(class, STR("unknown"));
}

enum pledge_group pledge_group_of(struct str class, struct str post) {
    enum chain_level level = chain_level_of(post);
    if (str_equal(class, STR("kades")) || chain_post_is(post, STR("kepala desa")) ||
        chain_post_is(post, STR("kades")))
        return PLEDGE_VILLAGE_HEADS;
    if (level == CHAIN_AUTHORITY || level == CHAIN_SECRETARY ||
        str_equal(class, STR("kepala_daerah")))
        return PLEDGE_LEADERS;
    if (!is_asn(class))
        return PLEDGE_NON_ASN;
    return level == CHAIN_HEAD ? PLEDGE_LEADERS : PLEDGE_ASN;
}
