# An objection keeps the decision from taking effect; silence over it opens the way to court.
now 2024-10-14T09:00:00+07:00
report r1
act petugas.bawaslu-16.06 r1 initial_review outcome=complete
act petugas.bawaslu-16.06 r1 register
act petugas.bawaslu-16.06 r1 clarify who=reporter
act petugas.bawaslu-16.06 r1 study
act pimpinan.bawaslu-16.06 r1 plenary outcome=violation_other_law
act petugas.bawaslu-16.06 r1 forward_bkn
act petugas.bkn r1 recommend_ppk outcome=discipline
act petugas.ppk-16.06 r1 begin_discipline outcome=light departs_because="Hanya hadir sebentar"
act petugas.ppk-16.06 r1 summon
act petugas.ppk-16.06 r1 examine
# Release from the post is for those whom a heavy sanction may meet.
refuse 409 step-blocked act pimpinan.ppk-16.06 r1 release_temporarily
act petugas.ppk-16.06 r1 report_examination
# The superior examined, no team did: a heavy sanction cannot be set.
refuse 409 step-blocked act pimpinan.ppk-16.06 r1 decide_heavy outcome=punished sanction="Penurunan jabatan"
act pimpinan.ppk-16.06 r1 decide_discipline_official outcome=light departs_because="Hanya hadir sebentar" sanction="Teguran tertulis" official="Kepala bidang"
# What was set by another official is delivered as such: nobody can choose the other road of objection.
offers petugas.ppk-16.06 r1 deliver_official
act petugas.ppk-16.06 r1 deliver_official outcome=received
expect r1 state=delivered_official open=A01o.objection,D13.effect
# Another official decided: the objection goes to that official's superior, not to the authority.
refuse 409 step-blocked act petugas.ppk-16.06 r1 object_to_ppk lodged_on=2024-10-14 reasons=Keberatan
act petugas.ppk-16.06 r1 object_to_superior
expect r1 state=objection_official open=A02.response,A03.objection_decision
clock r1 D13.effect running=no
clock r1 A02.response start=2024-10-14 due=2024-10-22
clock r1 A03.objection_decision start=2024-10-14 due=2024-11-12
act petugas.ppk-16.06 r1 respond_to_objection
refuse 409 step-blocked act petugas.ppk-16.06 r1 sue_after_silence
now 2024-11-13T09:00:00+07:00
act petugas.ppk-16.06 r1 sue_after_silence
expect r1 state=in_court open= holder=ppk-16.06
act petugas.ppk-16.06 r1 record_judgment outcome=annulled
expect r1 state=annulled_decided open= holder=ppk-16.06
offers petugas.ppk-16.06 r1 record_annulment
act petugas.ppk-16.06 r1 record_annulment
expect r1 state=annulled terminal=yes holder=
