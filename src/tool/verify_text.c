/* What `netral verify` says, in both languages. */
#include "tool/verify.h"

static const struct {
    struct str key, en, id;
} SENTENCES[] = {
    {STR_INIT("receipt-shape"),
     STR_INIT(
         "The file is not a netral receipt (JSON with \"netral\":\"receipt/v1\" and its fields)."),
     STR_INIT("Berkas ini bukan tanda terima netral (JSON dengan \"netral\":\"receipt/v1\" dan "
              "isinya).")},
    {STR_INIT("slip-shape"),
     STR_INIT("The text of the QR code is not whole, or was changed: scan it again."),
     STR_INIT("Teks kode QR tidak utuh atau telah diubah: pindai sekali lagi.")},
    {STR_INIT("vkey"), STR_INIT("The verifier key is malformed, or its id is not that of the key."),
     STR_INIT("Kunci pemeriksa rusak, atau tandanya bukan milik kunci itu.")},
    {STR_INIT("other-vkey"),
     STR_INIT("The receipt names another log key than the one you gave: do not trust it."),
     STR_INIT("Tanda terima menyebut kunci log lain dari yang Anda berikan: jangan percayai.")},
    {STR_INIT("manifest-shape"), STR_INIT("The receipt's manifest is not in its one valid form."),
     STR_INIT("Manifes pada tanda terima tidak berbentuk sah.")},
    {STR_INIT("salt-shape"), STR_INIT("The receipt's salt is not 32 bytes in base64."),
     STR_INIT("Garam (salt) pada tanda terima bukan 32 bita base64.")},
    {STR_INIT("proof-shape"), STR_INIT("The receipt's proof is not a well-formed tlog-proof."),
     STR_INIT("Bukti pada tanda terima bukan tlog-proof yang sah bentuknya.")},
    {STR_INIT("index"), STR_INIT("The receipt's index is not the one of its proof."),
     STR_INIT("Nomor urut tanda terima berbeda dari nomor urut pada buktinya.")},
    {STR_INIT("proof"),
     STR_INIT("Manifest and salt do not lead to the signed root: the manifest, the salt or the "
              "proof was changed."),
     STR_INIT(
         "Manifes dan garam tidak menuju akar yang ditandatangani: salah satunya telah diubah.")},
    {STR_INIT("checkpoint"), STR_INIT("The checkpoint is malformed."),
     STR_INIT("Titik periksa (checkpoint) rusak bentuknya.")},
    {STR_INIT("signature"), STR_INIT("The checkpoint is not signed by the log's key."),
     STR_INIT("Titik periksa tidak ditandatangani oleh kunci log.")},
    {STR_INIT("cosignature"),
     STR_INIT("A witness's cosignature is not of this checkpoint: do not trust it."),
     STR_INIT("Tanda tangan seorang saksi bukan untuk titik periksa ini: jangan percayai.")},
    {STR_INIT("quorum"),
     STR_INIT("Fewer of the witnesses that you named saw this checkpoint than you ask for."),
     STR_INIT("Saksi yang melihat titik periksa ini kurang dari yang Anda minta.")},
    {STR_INIT("witness-key"),
     STR_INIT("A --witness is no verifier key of a witness, or one key was named twice."),
     STR_INIT(
         "Salah satu --witness bukan kunci pemeriksa saksi, atau satu kunci disebut dua kali.")},
    {STR_INIT("quorum-number"), STR_INIT("--quorum is a number from 1 to that of the witnesses."),
     STR_INIT("--quorum adalah angka dari 1 sampai jumlah saksi.")},
    {STR_INIT("origin"), STR_INIT("The checkpoint belongs to another log than the key."),
     STR_INIT("Titik periksa milik log lain, bukan milik kunci ini.")},
    {STR_INIT("missing"), STR_INIT("The log does not serve a file that its checkpoint promises"),
     STR_INIT("Log tidak menyajikan berkas yang dijanjikan titik periksanya")},
    {STR_INIT("unreachable"), STR_INIT("The log could not be reached"),
     STR_INIT("Log tidak dapat dihubungi")},
    {STR_INIT("too-large"), STR_INIT("The log serves more than the file can hold"),
     STR_INIT("Log menyajikan lebih dari isi berkas yang mungkin")},
    {STR_INIT("entries-shape"), STR_INIT("An entry tile is malformed or has another length"),
     STR_INIT("Ubin entri rusak bentuknya atau lain panjangnya")},
    {STR_INIT("tile-shape"), STR_INIT("A hash tile has another length"),
     STR_INIT("Ubin hash lain panjangnya")},
    {STR_INIT("tile"), STR_INIT("A hash tile differs from what the entries give"),
     STR_INIT("Ubin hash berbeda dari hasil hitung entrinya")},
    {STR_INIT("root"), STR_INIT("The entries do not give the root that the log signed."),
     STR_INIT("Entri-entri log tidak menghasilkan akar yang ditandatangani.")},
    {STR_INIT("web-shape"),
     STR_INIT("What the log says of its web files (/log/web) does not hold together."),
     STR_INIT("Yang dikatakan log tentang berkas situsnya (/log/web) tidak cocok satu sama lain.")},
    {STR_INIT("web-leaf"),
     STR_INIT("The list of web files is not the one that its entry in the log was made from."),
     STR_INIT("Daftar berkas situs bukan daftar yang dicatat pada entrinya di log.")},
    {STR_INIT("web-later"),
     STR_INIT("The list of web files is newer than the checkpoint that is shown: try again in a "
              "minute."),
     STR_INIT("Daftar berkas situs lebih baru daripada titik periksa yang ditampilkan: coba lagi "
              "satu menit lagi.")},
    {STR_INIT("web-file"), STR_INIT("A file of the site is not the one that the log names"),
     STR_INIT("Sebuah berkas situs bukan berkas yang dicatat di log")},
    {STR_INIT("web-missing"), STR_INIT("A file of the site that the log names is not served"),
     STR_INIT("Sebuah berkas situs yang dicatat di log tidak disajikan")},
    {STR_INIT("file"), STR_INIT("The file cannot be read, or is larger than 1 MiB"),
     STR_INIT("Berkas tidak dapat dibaca, atau lebih besar dari 1 MiB")},
};

/* Outside text for a terminal: what is not printable ASCII becomes '?'. */
static struct str plain(struct arena *a, struct str s) {
    char *ptr = NEW(a, char, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        ptr[i] = (char)(s.ptr[i] >= ' ' && s.ptr[i] <= '~' ? s.ptr[i] : '?');
    return (struct str){ptr, s.len};
}

struct str tool_verify_sentence(struct arena *a, struct err e, enum tool_lang lang) {
    struct str what = e.about, key = str_cut(&what, ' ');
    for (size_t i = 0; i < COUNT_OF(SENTENCES); i++) {
        if (!str_equal(SENTENCES[i].key, key))
            continue;
        struct str said = lang == TOOL_ID ? SENTENCES[i].id : SENTENCES[i].en;
        return what.len ? arena_printf(a, "%.*s: %.*s", STR_ARG(said), STR_ARG(plain(a, what)))
                        : said;
    }
    return lang == TOOL_ID ? STR("Ada yang berbeda.") : STR("Something differs.");
}

/* A slip without its content: only that this leaf is there. */
#define BARE_EN                                                                                    \
    "The QR code holds: entry %lld of a log of %lld entries.\n"                                    \
    "  Log key     %.*s\n"                                                                         \
    "Checked: the path leads from its commitment to the root; the log's key signed that root.\n"   \
    "Not proved: what was reported, when and to whom. The code was too small for that: check the " \
    "downloaded file.\n"
#define BARE_ID                                                                                    \
    "Kode QR ini sah: entri %lld dari log sepanjang %lld entri.\n"                                 \
    "  Kunci log   %.*s\n"                                                                         \
    "Diperiksa: jalur dari komitmennya menuju akar; akar itu ditandatangani kunci log.\n"          \
    "Tidak terbukti: apa yang dilaporkan, kapan dan kepada siapa. Kode itu terlalu kecil untuk "   \
    "memuatnya: periksa berkas yang diunduh.\n"
#define RECEIPT_EN                                                                                 \
    "The receipt holds.\n"                                                                         \
    "  Report      %.*s (case %.*s; these two names are the file's own and not proved)\n"          \
    "  Accepted    %.*s by office %.*s, as \"%.*s\"\n"                                             \
    "  Beside it   parts (who reported, and evidence): %zu\n"                                      \
    "  Log         entry %lld of a log of %lld entries\n"                                          \
    "  Log key     %.*s\n"                                                                         \
    "Checked: manifest and salt give the commitment; the path leads from its entry to the root; "  \
    "the log's key signed that root.\n"                                                            \
    "Proved: the log took in this manifest - time of acceptance, hash and length of the report "   \
    "and "                                                                                         \
    "of each part beside it - and cannot change or drop it without breaking its signed root.\n"    \
    "Not proved: that the report is true, nor that the log shows everybody the same entries "      \
    "(netral verify --url).\n"
#define RECEIPT_ID                                                                                 \
    "Tanda terima ini sah.\n"                                                                      \
    "  Laporan     %.*s (perkara %.*s; kedua nama ini dari berkas, tidak terbukti)\n"              \
    "  Diterima    %.*s oleh kantor %.*s, sebagai \"%.*s\"\n"                                      \
    "  Di samping  bagian (pelapor, dan alat bukti): %zu\n"                                        \
    "  Log         entri %lld dari log sepanjang %lld entri\n"                                     \
    "  Kunci log   %.*s\n"                                                                         \
    "Diperiksa: manifes dan garam menghasilkan komitmen; jalurnya menuju akar; akar itu "          \
    "ditandatangani kunci log.\n"                                                                  \
    "Terbukti: log memuat manifes ini - waktu penerimaan, hash dan panjang laporan serta tiap "    \
    "bagian di sampingnya - dan tidak dapat mengubah atau menghapusnya tanpa merusak akar yang "   \
    "ditandatangani.\n"                                                                            \
    "Tidak terbukti: kebenaran isi laporan, dan apakah log menampilkan entri yang sama kepada "    \
    "semua "                                                                                       \
    "orang (netral verify --url).\n"

static struct str own_key_warning(bool own, enum tool_lang lang) {
    if (!own)
        return (struct str){0};
    return lang == TOOL_ID
               ? STR("Perhatian: kunci diambil dari sumber yang sama. Bandingkan dengan kunci yang "
                     "diumumkan (/log/vkey), lalu ulangi dengan --vkey.\n")
               : STR("Note: the key came from the same source as what it signs. Compare it with "
                     "the published one (/log/vkey) and run again with --vkey.\n");
}

static struct str bare_sentences(struct arena *a, const struct flow_bundle *r,
                                 enum tool_lang lang) {
    long long index = r->index, size = r->size;
    struct str said = lang == TOOL_ID ? arena_printf(a, BARE_ID, index, size, STR_ARG(r->vkey))
                                      : arena_printf(a, BARE_EN, index, size, STR_ARG(r->vkey));
    return arena_printf(a, "%.*s%.*s", STR_ARG(said), STR_ARG(own_key_warning(r->own_key, lang)));
}

struct str tool_receipt_sentences(struct arena *a, const struct flow_bundle *r,
                                  enum tool_lang lang) {
    const struct ledger_manifest *m = &r->manifest;
    if (r->bare)
        return bare_sentences(a, r, lang);
    struct str number = r->number.len ? plain(a, r->number) : STR("-"),
               case_id = r->number.len ? plain(a, r->case_id) : STR("-");
    struct str accepted = instant_format(a, m->accepted_at), office = plain(a, m->office);
    struct str kind = plain(a, m->kind), said;
    if (lang == TOOL_ID)
        said = arena_printf(a, RECEIPT_ID, STR_ARG(number), STR_ARG(case_id), STR_ARG(accepted),
                            STR_ARG(office), STR_ARG(kind), m->part_count, (long long)r->index,
                            (long long)r->size, STR_ARG(r->vkey));
    else
        said = arena_printf(a, RECEIPT_EN, STR_ARG(number), STR_ARG(case_id), STR_ARG(accepted),
                            STR_ARG(office), STR_ARG(kind), m->part_count, (long long)r->index,
                            (long long)r->size, STR_ARG(r->vkey));
    return arena_printf(a, "%.*s%.*s", STR_ARG(said), STR_ARG(own_key_warning(r->own_key, lang)));
}

static struct str web_sentence(struct arena *a, const struct tool_web *web, enum tool_lang lang) {
    if (!web->there)
        return lang == TOOL_ID ? STR("  Situs  log ini tidak mencatat berkas situs\n")
                               : STR("  Site   this log names no files of a site\n");
    struct str at = instant_format(a, web->at);
    if (lang == TOOL_ID)
        return arena_printf(a, "  Situs  %zu berkas sama dengan catatan entri %lld, %.*s\n",
                            web->count, (long long)web->index, STR_ARG(at));
    return arena_printf(a, "  Site   %zu files are those that entry %lld named, %.*s\n", web->count,
                        (long long)web->index, STR_ARG(at));
}

struct str tool_log_sentences(struct arena *a, const struct tool_log *l, enum tool_lang lang) {
    const struct ledger_checkpoint *c = &l->checkpoint;
    struct str root = base64_encode(a, c->root.b, HASH_LEN), said;
    if (lang == TOOL_ID)
        said =
            arena_printf(a,
                         "Log %.*s utuh: %lld entri dan %lld ubin dihitung ulang, semuanya "
                         "menghasilkan akar yang ditandatangani.\n  Akar   %.*s\n  Kunci  %.*s\n",
                         STR_ARG(c->origin), (long long)c->size, (long long)l->tiles, STR_ARG(root),
                         STR_ARG(l->vkey));
    else
        said = arena_printf(a,
                            "The log %.*s is whole: %lld entries and %lld tiles were recomputed "
                            "and give the root that it signed.\n  Root   %.*s\n  Key    %.*s\n",
                            STR_ARG(c->origin), (long long)c->size, (long long)l->tiles,
                            STR_ARG(root), STR_ARG(l->vkey));
    return arena_printf(a, "%.*s%.*s%.*s", STR_ARG(said), STR_ARG(web_sentence(a, &l->web, lang)),
                        STR_ARG(own_key_warning(l->first_use, lang)));
}

int tool_verify_status(struct err e) {
    if (!e.code)
        return 0;
    return e.code == ERR_IO ? 2 : 1;
}
