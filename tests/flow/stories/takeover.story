# A supervisor cannot work for a while: the one above does the work in a case, with the reason and an end, and gives it back.
now 2024-02-01T09:00:00+07:00
report r1 election=pemilu-2024 occurred_on=2024-01-31 known_on=2024-01-31
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
expect r1 state=registered holder=bawaslu-16.06 office=bawaslu-16.06
clock r1 E07.handle running=yes start=2024-02-01 due=2024-02-15
# only a head of the level that the row names, never the office itself; who may not know of the case learns nothing
refuse 403 not-allowed act petugas.bawaslu-16 r1 take_over_by_province reasons=x
refuse 403 not-allowed act kustodian.bawaslu-16 r1 take_over_by_province reasons=x
refuse 403 not-allowed act pimpinan.bawaslu-16.06 r1 take_over_by_province reasons=x
refuse 403 not-allowed act pimpinan.bawaslu-16 r1 take_over_by_nation reasons=x decision_number=1 ends_when=x
refuse 404 not-found act pimpinan.bawaslu-16.71 r1 take_over_by_province reasons=x
refuse 404 not-found act pimpinan.bkn r1 take_over_by_nation reasons=x
# the reason and an end must be said; an end that has passed is none
refuse 422 invalid-input act pimpinan.bawaslu-16 r1 take_over_by_province ends_when="Anggota baru dilantik." reasons=
refuse 422 invalid-input act pimpinan.bawaslu-16 r1 take_over_by_province
refuse 422 invalid-input act pimpinan.bawaslu-16 r1 take_over_by_province ends_on=2024-01-31
refuse 409 conflict act pimpinan.bawaslu-16 r1 take_over_by_province ends_on=2024-03-01 version=2
refuse 409 step-blocked act pimpinan.bawaslu-16.06 r1 give_back reasons=x
act pimpinan.bawaslu-16 r1 take_over_by_province reasons="Semua anggota diberhentikan sementara." opinion="Bawaslu pusat 12/2024: setuju." ends_on=2024-02-05 ends_when="Anggota baru dilantik."
expect r1 state=registered holder=bawaslu-16 office=bawaslu-16 terminal=no from=bawaslu-16.06
# its clocks run on as they were
clock r1 E07.handle running=yes start=2024-02-01 due=2024-02-15
# the steps are those of the office that took over; both see the case, in their lists, too
offers petugas.bawaslu-16.06 r1
offers pimpinan.bawaslu-16.06 r1
refuse 403 not-allowed act pimpinan.bawaslu-16.06 r1 clarify who=reporter
refuse 403 not-allowed act pimpinan.bawaslu-16.06 r1 give_back reasons=x
refuse 403 not-allowed identity kustodian.bawaslu-16.06 r1
identity kustodian.bawaslu-16 r1 name="Pelapor Contoh"
lists petugas.bawaslu-16.06 r1
lists petugas.bawaslu-16 r1
reads petugas.bawaslu-16.06 r1
refuse 404 not-found reads petugas.bawaslu-16.71 r1
act petugas.bawaslu-16 r1 clarify who=reporter
page petugas.bawaslu-16.06 case:r1 has="sementara mengerjakan tugas" has="Berakhir bila: Anggota baru dilantik." has="Alasan: Semua anggota diberhentikan sementara." lacks="Tanggal itu sudah lewat"
page pimpinan.bawaslu-16 en:r1 has="Give the tasks back" has="Take over all tasks for a while"
# who reported learns who works, and no name
track r1 state=clarified steps=initial_review,register,take_over_by_province,clarify
# once more by the nation, which does not read it before: it sees what it needs for that, and nobody's name
refuse 404 not-found reads pimpinan.bawaslu r1
refuse 403 not-allowed tasks petugas.bawaslu r1
refuse 403 not-allowed tasks pimpinan.bawaslu-16.06 r1
refuse 404 not-found tasks pimpinan.bawaslu-16.71 r1
tasks pimpinan.bawaslu r1
page pimpinan.bawaslu over:r1 has="Ambil alih sementara semua tugas (Bawaslu pusat)" has="UU 7/2017 Ps 95 huruf f" lacks="Fulan" lacks="Dinas Contoh" lacks="baju dinas"
page pimpinan.bawaslu /k/ has="Ambil alih perkara"
page pimpinan.bawaslu-16 /k/ lacks="Ambil alih perkara"
act pimpinan.bawaslu r1 take_over_by_nation reasons="Bawaslu Provinsi berhalangan." ends_when="Bawaslu Provinsi dapat bekerja."
expect r1 state=clarified holder=bawaslu office=bawaslu from=bawaslu-16.06
lists petugas.bawaslu r1
lists petugas.bawaslu-16 r1
lists petugas.bawaslu-16.06 r1
# the day on which it was to end passes: it is said, nothing happens by itself
now 2024-02-06T09:00:00+07:00
page petugas.bawaslu-16.06 case:r1 has="Berakhir bila: Bawaslu Provinsi dapat bekerja." lacks="Tanggal itu sudah lewat"
# and back to whose case it is
refuse 403 not-allowed act petugas.bawaslu r1 give_back reasons=x
refuse 403 not-allowed act pimpinan.bawaslu-16 r1 give_back reasons=x
act pimpinan.bawaslu r1 give_back reasons="Anggota baru dilantik."
expect r1 state=clarified holder=bawaslu-16.06 office=bawaslu-16.06
refuse 404 not-found reads pimpinan.bawaslu r1
refuse 409 step-blocked act pimpinan.bawaslu-16.06 r1 give_back reasons=x
lists petugas.bawaslu
lists petugas.bawaslu-16.06 r1
act petugas.bawaslu-16.06 r1 study
expect r1 state=studied holder=bawaslu-16.06
# the end of a takeover that has passed; the office that works gives the number
report r2 election=pemilu-2024 occurred_on=2024-02-05 known_on=2024-02-05
act petugas.bawaslu-16.06 r2 initial_review outcome=complete
act pimpinan.bawaslu-16 r2 take_over_by_province ends_on=2024-02-06
act petugas.bawaslu-16 r2 register
now 2024-02-07T09:00:00+07:00
page petugas.bawaslu-16 case:r2 has="Tanggal itu sudah lewat: kembalikan tugasnya."
# what has ended is not taken over any more
act pimpinan.bawaslu-16 r2 hand_over
expect r2 state=handed_over terminal=yes
offers pimpinan.bawaslu-16 r2
# an office is never given a case about itself, nor learns of it
report own election=pemilu-2024 occurred_on=2024-02-06 known_on=2024-02-06 agency="Bawaslu Provinsi Sumatera Selatan" office=bawaslu
refuse 404 not-found act pimpinan.bawaslu-16 own take_over_by_province reasons=x
refuse 404 not-found tasks pimpinan.bawaslu-16 own
