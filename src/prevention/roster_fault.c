#include "prevention/roster.h"

static const struct {
    struct str name;
    struct law_text text;
} FAULTS[ROSTER_FAULTS] = {
    [ROSTER_QUOTE] = {STR_INIT("quote"),
                      {STR_INIT("Tanda kutip tidak berpasangan: hapus, atau tutup di akhir isian."),
                       STR_INIT("A quote has no other half: take it out, or close it where the "
                                "field ends.")}},
    [ROSTER_LINE_LONG] = {STR_INIT("line-long"),
                          {STR_INIT("Baris ini terlalu panjang atau kolomnya lebih dari 64: hapus "
                                    "kolom yang tidak diperlukan."),
                           STR_INIT("This line is too long, or has more than 64 columns: take out "
                                    "the columns that are not needed.")}},
    [ROSTER_BYTES] = {STR_INIT("bytes"),
                      {STR_INIT("Baris ini bukan teks: simpan ulang berkasnya sebagai CSV UTF-8."),
                       STR_INIT("This line is no text: save the file again as CSV in UTF-8.")}},
    [ROSTER_NO_NAME] = {STR_INIT("no-name"),
                        {STR_INIT("Nama masih kosong: isi nama pegawai."),
                         STR_INIT("There is no name: fill it in.")}},
    [ROSTER_NO_UNIT] = {STR_INIT("no-unit"),
                        {STR_INIT("Unit kerja masih kosong: isi unit tempat ia bertugas."),
                         STR_INIT("There is no unit: fill in where the person serves.")}},
    [ROSTER_FIELD_LONG] = {STR_INIT("field-long"),
                           {STR_INIT("Ada isian yang lebih dari 200 bita: persingkat."),
                            STR_INIT("A field has more than 200 bytes: shorten it.")}},
    [ROSTER_NO_NIP] = {STR_INIT("no-nip"),
                       {STR_INIT("NIP masih kosong: isi 18 angka NIP (PNS, CPNS) atau NI PPPK."),
                        STR_INIT("There is no NIP: fill in the 18 digits of the NIP (PNS, CPNS) or "
                                 "NI PPPK.")}},
    [ROSTER_NIP_ROUNDED] = {STR_INIT("nip-rounded"),
                            {STR_INIT("Angka terakhir NIP hilang karena lembar kerja "
                                      "membulatkannya: ubah kolom NIP menjadi teks, lalu isi "
                                      "kembali dari sumbernya."),
                             STR_INIT("The spreadsheet rounded the NIP and its last digits are "
                                      "lost: make the column text, then fill it in again from its "
                                      "source.")}},
    [ROSTER_NIP_LETTERS] = {STR_INIT("nip-letters"),
                            {STR_INIT("NIP hanya boleh berisi angka: periksa huruf O atau l yang "
                                      "seharusnya 0 atau 1."),
                             STR_INIT("A NIP is digits alone: look for a letter O or l in the "
                                      "place of 0 or 1.")}},
    [ROSTER_NIP_LENGTH] = {STR_INIT("nip-length"),
                           {STR_INIT("NIP harus 18 angka: NIP lama (9 angka), NRP, dan NIK bukan "
                                     "NIP."),
                            STR_INIT("A NIP has 18 digits: the old NIP (9 digits), a NRP and a NIK "
                                     "are others.")}},
    [ROSTER_NIP_DATES] = {STR_INIT("nip-dates"),
                          {STR_INIT("Tanggal lahir, bulan pengangkatan, atau jenis kelamin di "
                                    "dalam NIP tidak mungkin: periksa angkanya."),
                           STR_INIT("The day of birth, month of appointment or sex within the NIP "
                                    "cannot be: check its digits.")}},
    [ROSTER_NO_CLASS] = {STR_INIT("no-class"),
                         {STR_INIT("Status tidak dikenal: tulis PNS, CPNS, PPPK, Kepala desa, "
                                   "Perangkat desa, atau Pegawai non-ASN."),
                          STR_INIT("This status is not known: write PNS, CPNS, PPPK, Kepala desa, "
                                   "Perangkat desa or Pegawai non-ASN.")}},
    [ROSTER_BIRTH_DIFFERS] = {STR_INIT("birth-differs"),
                              {STR_INIT("Tanggal lahir tidak sama dengan yang di dalam NIP: "
                                        "periksa keduanya, atau hapus kolom tanggal lahir."),
                               STR_INIT("The day of birth is not the one within the NIP: check "
                                        "both, or take the column out.")}},
    [ROSTER_NO_MAIL] = {STR_INIT("no-mail"),
                        {STR_INIT("Alamat surel keliru: perbaiki, atau kosongkan."),
                         STR_INIT("This is no mail address: mend it, or leave it empty.")}},
    [ROSTER_TWICE] = {STR_INIT("twice"),
                      {STR_INIT("NIP ini sudah ada di baris sebelumnya: hapus salah satunya."),
                       STR_INIT("This NIP stands in a row before: take one of them out.")}},
    [ROSTER_NAME_TWICE] =
        {STR_INIT("name-twice"),
         {STR_INIT(
              "Tanpa NIP, nama ini sudah ada di unit yang sama di baris sebelumnya: bila orang "
              "yang sama, hapus salah satunya; bila orang lain, tambahkan pembeda pada namanya, "
              "misalnya nama desa."),
          STR_INIT("Without a NIP, this name stands in the same unit in a row before: if it is the "
                   "same person, take one of them out; if it is another, add to the name what "
                   "tells them apart, such as the village.")}},
    [ROSTER_CELL_ERROR] = {STR_INIT("cell-error"),
                           {STR_INIT(
                                "Ada isian yang berisi galat rumus (#N/A, #REF!): ganti dengan "
                                "nilainya."),
                            STR_INIT("A field holds the error of a formula (#N/A, #REF!): write "
                                     "the value in its place.")}},
    [ROSTER_NAME_NUMBER] = {STR_INIT("name-number"),
                            {STR_INIT("Nama berisi angka saja: lembar kerja mengubahnya, atau "
                                      "kolomnya tertukar. Isi nama pegawai."),
                             STR_INIT(
                                 "The name is a number: the spreadsheet changed it, or columns "
                                 "are mixed up. Fill in the name.")}},
    [ROSTER_NO_GRADE] = {STR_INIT("no-grade"),
                         {STR_INIT("Golongan tidak dikenal: tulis seperti III/b (PNS, CPNS) atau "
                                   "IX (PPPK), atau kosongkan."),
                          STR_INIT("This grade is not known: write it as III/b (PNS, CPNS) or IX "
                                   "(PPPK), or leave it empty.")}},
    [ROSTER_ELSEWHERE] = {STR_INIT("elsewhere"),
                          {STR_INIT("Tercatat di instansi lain: minta instansi itu mengeluarkannya "
                                    "dulu, lalu muat baris ini lagi."),
                           STR_INIT("Stands in another agency's roster: ask that agency to take "
                                    "them out first, then load this row again.")}},
};

struct law_text roster_fault_text(enum roster_fault fault) {
    return FAULTS[fault].text;
}

struct str roster_fault_name(enum roster_fault fault) {
    return FAULTS[fault].name;
}

static const struct law_text BOOKS[XLSX_FAULTS] = {
    [XLSX_OTHER] = {STR_INIT(
                        "Berkas ini bukan buku kerja Excel (.xlsx): simpan ulang sebagai .xlsx "
                        "atau CSV."),
                    STR_INIT("This file is no Excel workbook (.xlsx): save it again as .xlsx or "
                             "CSV.")},
    [XLSX_LOCKED] = {STR_INIT("Berkas ini terkunci kata sandi, atau berformat Excel lama (.xls): "
                              "simpan ulang sebagai .xlsx tanpa kata sandi."),
                     STR_INIT(
                         "This file is behind a password, or an old Excel file (.xls): save it "
                         "again as .xlsx without a password.")},
    [XLSX_DAMAGED] = {STR_INIT(
                          "Berkas Excel ini rusak atau terpotong: buka di lembar kerja, simpan "
                          "ulang sebagai .xlsx, lalu kirim lagi."),
                      STR_INIT("This Excel file is damaged or cut short: open it in a spreadsheet, "
                               "save it again as .xlsx, and send it again.")},
    [XLSX_SWELLS] = {STR_INIT(
                         "Isi berkas Excel ini jauh lebih besar daripada ukurannya, jadi tidak "
                         "dibuka: salin kolom yang diperlukan ke buku kerja baru."),
                     STR_INIT("What this Excel file holds is far larger than the file, so it was "
                              "not opened: copy the columns that are needed to a new workbook.")},
    [XLSX_NO_SHEET] = {STR_INIT("Buku kerja ini tidak punya lembar yang terlihat: tampilkan lembar "
                                "daftar pegawai, simpan, lalu kirim lagi."),
                       STR_INIT(
                           "This workbook has no sheet that can be seen: show the one with the "
                           "roster, save it, and send it again.")},
    [XLSX_UNREAD] = {STR_INIT("Buku kerja Excel ini tidak dapat dibaca: proses yang membacanya "
                              "terhenti. Simpan ulang sebagai .xlsx atau CSV, lalu kirim lagi."),
                     STR_INIT("This Excel file could not be read: the process that read it ended "
                              "over it. Save it again as .xlsx or CSV, and send it again.")},
    [XLSX_NO_READER] = {STR_INIT(
                            "Buku kerja Excel sedang tidak dapat dibaca di sini: kirim sebagai "
                            "CSV, atau coba lagi nanti; bila terulang, beri tahu pengelola."),
                        STR_INIT("Excel files cannot be read here just now: send it as CSV, or try "
                                 "again later; should that happen again, tell the operator.")},
};

struct law_text roster_book_text(enum xlsx_fault fault) {
    return BOOKS[fault];
}
