"""The cluster's conference: programme, papers, delegates, attendance, speeches, resolutions, photos.

Run by the cluster's secretariat; read by everyone of the cluster once announced. States: draft (the
secretariat only) -> announced -> held; the secretariat moves them, also one step back. Must always
hold: a hidden item, and all that hangs on it, is known to the secretariat alone; the programme of a
held conference does not change; every paper is printed from what the screens show.
"""
