#include "prevention/chain.h"

/* Words that a post begins with, in small letters. The first row that fits decides; a shorter row
 * stands behind the longer ones that begin with it. */
static const struct {
    struct str words;
    enum chain_level level;
} POSTS[] = {
    {STR_INIT("gubernur"), CHAIN_AUTHORITY},
    {STR_INIT("bupati"), CHAIN_AUTHORITY},
    {STR_INIT("wali kota"), CHAIN_AUTHORITY},
    {STR_INIT("walikota"), CHAIN_AUTHORITY},
    {STR_INIT("sekretaris daerah"), CHAIN_SECRETARY},
    {STR_INIT("sekda"), CHAIN_SECRETARY},
    {STR_INIT("sekretaris dprd"), CHAIN_HEAD},
    {STR_INIT("inspektur pembantu"), CHAIN_STAFF},
    {STR_INIT("inspektur"), CHAIN_HEAD},
    {STR_INIT("direktur"), CHAIN_HEAD},
    {STR_INIT("camat"), CHAIN_HEAD},
    {STR_INIT("lurah"), CHAIN_HEAD},
    {STR_INIT("kepala bidang"), CHAIN_STAFF},
    {STR_INIT("kepala seksi"), CHAIN_STAFF},
    {STR_INIT("kepala sub"), CHAIN_STAFF},
    {STR_INIT("kepala subbagian"), CHAIN_STAFF},
    {STR_INIT("kepala subbidang"), CHAIN_STAFF},
    {STR_INIT("kepala subbag"), CHAIN_STAFF},
    {STR_INIT("kepala urusan"), CHAIN_STAFF},
    {STR_INIT("kepala tata"), CHAIN_STAFF}, /* tata usaha */
    {STR_INIT("kepala dusun"), CHAIN_STAFF},
    {STR_INIT("kepala"), CHAIN_HEAD},
};
static const struct str ACTING[] = {
    STR_INIT("pj."),
    STR_INIT("pj"),
    STR_INIT("plt."),
    STR_INIT("plt"),
    STR_INIT("plh."),
    STR_INIT("plh"),
    STR_INIT("pjs."),
    STR_INIT("pjs"),
    STR_INIT("penjabat"),
    STR_INIT("pelaksana tugas"),
    STR_INIT("pelaksana harian"),
};

/* Whole words: "sekda" begins "Sekda Banyuasin" and not "Sekdapil". */
static bool begins(struct str text, struct str words) {
    if (text.len < words.len)
        return false;
    for (size_t i = 0; i < words.len; i++)
        if (char_lower(text.ptr[i]) != words.ptr[i])
            return false;
    return text.len == words.len || text.ptr[words.len] == ' ' || text.ptr[words.len] == ',';
}

static struct str without_acting(struct str post) {
    for (size_t i = 0; i < COUNT_OF(ACTING); i++)
        if (begins(post, ACTING[i])) {
            size_t skip = ACTING[i].len;
            return str_trim((struct str){post.ptr + skip, post.len - skip});
        }
    return post;
}

enum chain_level chain_level_of(struct str post) {
    struct str text = without_acting(str_trim(post));
    for (size_t i = 0; i < COUNT_OF(POSTS); i++)
        if (begins(text, POSTS[i].words))
            return POSTS[i].level;
    return CHAIN_STAFF;
}

bool chain_post_is(struct str post, struct str words) {
    return begins(without_acting(str_trim(post)), words);
}
