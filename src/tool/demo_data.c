#include "tool/demo_data.h"

const struct demo_act DEMO_ACTS[] = {
    {"KE-04", 150,
     "Akun media sosial terlapor menyukai dan mengomentari unggahan bakal calon "
     "dengan kalimat dukungan. Unggahan terlihat oleh umum. Tempat kejadian: %s."},
    {"DIS-06", 154,
     "Akun media sosial terlapor membagikan unggahan ajakan memilih salah satu "
     "pasangan calon dan masuk ke grup pemenangan. Tempat kejadian: %s."},
    {"DIS-08", 150,
     "Terlapor mengumpulkan pegawai dan mengajak mereka mendukung salah satu "
     "pasangan calon; peserta menerima bingkisan. Tempat kejadian: %s."},
    {"DIS-12", 74,
     "Terlapor mengalihkan bantuan kantor ke kegiatan salah satu pasangan calon. "
     "Tempat kejadian: %s."},
    {"DIS-07", 126,
     "Foto terlapor bersama tim sukses dengan isyarat jari nomor urut dipasang di "
     "media sosial terbuka. Tempat kejadian: %s."},
    {"DIS-04", 109,
     "Terlapor hadir di panggung kampanye, memakai kaus pasangan calon dan ikut "
     "berseru. Tempat kejadian: %s."},
    {"DIS-03", 56,
     "Terlapor mendekati pengurus partai untuk pencalonan tanpa cuti di luar "
     "tanggungan negara. Tempat kejadian: %s."},
    {"KE-05", 60,
     "Terlapor memasang foto bersama bakal calon dengan latar atribut partai. Tempat "
     "kejadian: %s."},
    {"DIS-01", 48,
     "Terlapor memasang spanduk pasangan calon di pagar rumah dinas. Tempat "
     "kejadian: %s."},
    {"DIS-10", 33,
     "Nama terlapor tertulis sebagai tim pemenangan dalam undangan rapat. Tempat "
     "kejadian: %s."},
    {"", 40,
     "Terlapor diduga berpihak dalam sebuah pertemuan warga; pelapor tidak yakin jenis "
     "pelanggarannya. Tempat kejadian: %s."},
};
const size_t DEMO_ACT_COUNT = COUNT_OF(DEMO_ACTS);

const struct demo_region DEMO_REGIONS[] = {
    {"16.01", 5, 0},  {"16.02", 9, 40}, {"16.03", 8, 60}, {"16.04", 6, 0},   {"16.05", 6, 0},
    {"16.06", 9, 60}, {"16.07", 9, 30}, {"16.08", 7, 0},  {"16.09", 4, 0},   {"16.10", 6, 50},
    {"16.11", 4, 0},  {"16.12", 3, 0},  {"16.13", 5, 0},  {"16.71", 14, 50}, {"16.72", 2, 0},
    {"16.73", 4, 0},  {"16.74", 4, 0},
};
const size_t DEMO_REGION_COUNT = COUNT_OF(DEMO_REGIONS);

const char *const DEMO_FIRST_NAMES[] = {
    "Budi",  "Sari",  "Andi",   "Dewi",  "Rudi",  "Lestari", "Hendra", "Yuni", "Agus",    "Ratna",
    "Joko",  "Wati",  "Iwan",   "Nina",  "Dedi",  "Maya",    "Surya",  "Rina", "Bambang", "Tuti",
    "Fajar", "Indah", "Taufik", "Salma", "Yusuf", "Kartini", "Herman", "Desi", "Rahmat",  "Siti",
};
const size_t DEMO_FIRST_NAME_COUNT = COUNT_OF(DEMO_FIRST_NAMES);
const char *const DEMO_SURNAMES[] = {"Contoh", "Rekaan", "Misalan", "Umpama", "Karangan", "Fiktif"};
const size_t DEMO_SURNAME_COUNT = COUNT_OF(DEMO_SURNAMES);
const struct demo_unit DEMO_UNITS[] = {
    {"Dinas Pendidikan",
     {"Kepala dinas", "Sekretaris dinas", "Kepala bidang", "Kepala sekolah", "Guru", "Bendahara"}},
    {"Dinas Kesehatan",
     {"Kepala dinas", "Sekretaris dinas", "Kepala bidang", "Kepala puskesmas", "Bidan", "Perawat"}},
    {"Kantor Camat",
     {"Camat", "Sekretaris camat", "Kepala seksi", "Lurah", "Staf pelaksana", "Bendahara"}},
    {"Dinas Pertanian",
     {"Kepala dinas", "Sekretaris dinas", "Kepala bidang", "Analis", "Penyuluh pertanian",
      "Staf pelaksana"}},
    {"Dinas PUPR",
     {"Kepala dinas", "Sekretaris dinas", "Kepala bidang", "Analis", "Bendahara",
      "Staf pelaksana"}},
    {"Sekretariat Daerah",
     {"Kepala bagian", "Kepala subbagian", "Kepala subbagian", "Analis", "Pranata komputer",
      "Staf pelaksana"}},
    {"Dinas Perhubungan",
     {"Kepala dinas", "Sekretaris dinas", "Kepala bidang", "Penguji kendaraan", "Bendahara",
      "Staf pelaksana"}},
    {"RSUD", {"Direktur", "Wakil direktur", "Kepala bidang", "Dokter", "Bidan", "Perawat"}},
    {"Dinas Sosial",
     {"Kepala dinas", "Sekretaris dinas", "Kepala bidang", "Pekerja sosial", "Bendahara",
      "Staf pelaksana"}},
    {"Satuan Polisi Pamong Praja",
     {"Kepala satuan", "Sekretaris satuan", "Kepala seksi", "Anggota", "Bendahara",
      "Staf pelaksana"}},
};
const size_t DEMO_UNIT_COUNT = COUNT_OF(DEMO_UNITS);
const char *const DEMO_PLACES[] = {
    "lapangan desa",        "gedung serbaguna", "rumah makan di pusat kota",
    "halaman kantor camat", "media sosial",     "pasar pagi",
    "balai desa",           "posko pemenangan", "aula sekolah",
    "jalan protokol",
};
const size_t DEMO_PLACE_COUNT = COUNT_OF(DEMO_PLACES);

const struct demo_outcome DEMO_OUTCOMES[] = {
    {"trace_tip", "confirmed", 35, 90},
    {"trace_tip", "stopped", 65, 90},
    {"declare_finding", "finding", 80, 60},
    {"declare_finding", "no_finding", 20, 60},
    {"initial_review", "complete", 45, 30},
    {"initial_review", "needs_completion", 25, 30},
    {"initial_review", "not_registered", 26, 30},
    {"initial_review", "handed_over", 4, 30},
    {"notify_gap", NULL, 10, 8},
    {"complete", NULL, 12, 30},
    {"close_incomplete", NULL, 10, 30},
    {"register", NULL, 10, 14},
    {"clarify", NULL, 10, 22},
    {"extend", NULL, 4, 12},
    {"clarify_more", NULL, 6, 20},
    {"study", NULL, 12, 20},
    {"plenary", "violation_other_law", 68, 16},
    {"plenary", "not_violation", 24, 16},
    {"plenary", "administrative", 4, 16},
    {"plenary", "administrative_tsm", 0, 16}, /* about candidates, not about officials */
    {"plenary", "criminal", 3, 16},
    {"plenary", "ethics_of_organisers", 1, 16},
    {"announce", NULL, 6, 10},
    {"forward_bkn", NULL, 10, 26},
    {"forward_agency", NULL, 1, 26},
    {"hand_over", NULL, 0, 20}, /* examples go on at the office that they began at */
    {"take_over", NULL, 0, 20},
    {"monitor_bkn", NULL, 1, 150},
    {"monitor", NULL, 1, 200},
    {"recommend_ppk", NULL, 12, 200},
    {"ppk_decide", "sanction_discipline", 40, 620},
    {"ppk_decide", "sanction_moral", 35, 620},
    {"ppk_decide", "not_proven", 25, 620},
    {"begin_discipline", NULL, 4, 200},
    {"begin_ethics", NULL, 6, 200},
    {"coordinate_apip", NULL, 1, 40},
    {"hear_others", NULL, 2, 40},
    {"ppk_decide_heavy", NULL, 6, 620},
    {"propose_dismissal", NULL, 0, 40}, /* no party members among the examples */
    {"propose_dismissal_heavy", NULL, 0, 40},
    {"propose_end_contract", NULL, 0, 40},
    {"propose_end_contract_heavy", NULL, 0, 40},
    {"propose_dismissal_pancasila", NULL, 0, 40}, /* nor anybody convicted */
    {"propose_dismissal_convicted", NULL, 0, 40},
    {"propose_end_contract_pancasila", NULL, 0, 40},
    {"propose_end_contract_convicted", NULL, 0, 40},
    {"refuse_resignation", NULL, 0, 40},
    {"warn", NULL, 6, 120},
    {"reprimand", NULL, 8, 120},
    {"block", NULL, 8, 160},
    {"report_to_minister", NULL, 1, 200},
    {"record_decision", NULL, 10, 60},
};
const size_t DEMO_OUTCOME_COUNT = COUNT_OF(DEMO_OUTCOMES);
