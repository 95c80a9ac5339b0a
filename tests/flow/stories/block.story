# The appointing authority lets its days pass: it is warned, reprimanded, blocked; it decides and is unblocked.
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
act petugas.bkn r1 recommend_ppk outcome=discipline letter_date=2024-10-14
clock r1 B05.follow_up start=2024-10-14 due=2024-11-01
offers petugas.bkn r1 warn*
refuse 409 step-blocked act petugas.bkn r1 warn
now 2024-11-04T09:00:00+07:00
# Its Bawaslu's reminder is drafted to it, with the figures; another Bawaslu's knows of no case.
draft - petugas.bawaslu-16.06 jenis=PENGINGAT-TINDAK-LANJUT chosen=ppk-16.06 "shows=1 perkara menunggu, 1 lewat batas waktu"
draft - petugas.bawaslu-16 jenis=PENGINGAT-TINDAK-LANJUT&ke=ppk-16.06 chosen=ppk-16.06 hides=perkara\ menunggu
offers petugas.bkn r1 warn
page petugas.bkn case:r1 has="Lembaga pengawas dapat memperingatkan, lalu mengambil langkah yang lebih keras."
act petugas.bkn r1 warn
act petugas.bkn r1 reprimand
refuse 403 not-allowed act petugas.bkn r1 block
act pimpinan.bkn r1 block
expect r1 state=blocked holder=ppk-16.06 terminal=no
act pimpinan.bkn r1 report_to_minister
act pimpinan.ppk-16.06 r1 ppk_decide_blocked outcome=sanction_moral departs_because="Niat berpihak tidak terbukti"
expect r1 state=decided_after_block_sanction holder=bkn
act petugas.bkn r1 unblock
expect r1 state=sanction_decided holder=ppk-16.06
act petugas.ppk-16.06 r1 record_decision
expect r1 state=closed_sanctioned terminal=yes
