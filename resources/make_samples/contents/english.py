"""The English invoices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from resources.make_samples.invoice import Invoice, Party, lines_of

_CHANDLER = Party(
    "Northgate Marine Supplies LLC",
    ("Warehouse 14, Creek Basin Road, Dubai, U.A.E.", "accounts@northgate-marine.example"),
    "100354826900003",
    "Northgate Marine Supplies LLC · Gulf Example Bank · account 0142 7786 03",
)
_PRINTER = Party(
    "Harcourt Printing Works Ltd",
    ("Unit 6, Old Mill Lane, Bramford BR2 7QT", "orders@harcourt-printing.example"),
    "GB999990063",
)
_ENGINEER = Party(
    "Alder & Finch Engineering Ltd",
    ("3 Quay Street", "Westhaven WH1 4DL", "office@alder-finch.example"),
    "GB999990119",
    "Example Bank · sort code 00-00-00 · account 40117265",
)
_CATERER = Party(
    "Blue Kettle Catering", ("Shop 9, Palm Court, Sharjah", "Tel. 06 555 0142"), "100482915700003"
)
_CARRIER = Party(
    "Pine Ridge Freight Services",
    ("Gate 3, Inland Depot, Westhaven WH8 2RR", "Tel. 01632 960 118   Fax 01632 960 119"),
    "GB999990161",
    "PAY TO: EXAMPLE BANK  SORT CODE 00-00-00  ACCOUNT 55120934",
)

CHANDLER_MARCH = Invoice(
    number="NMS-2026-0318",
    issued=date(2026, 3, 12),
    due=date(2026, 4, 11),
    seller=_CHANDLER,
    buyer=Party(
        "Coral Line Shipping Co.", ("Office 805, Harbour Tower", "Abu Dhabi, U.A.E."), "100271940500003"
    ),
    lines=lines_of(
        ("Mooring rope, polypropylene 28 mm, 220 m coil", "4", "685.00"),
        ("Marine engine oil SAE 40, 208 l drum", "6", "1240.50"),
        ("Life jacket, adult, SOLAS approved", "24", "118.75"),
        ("Deck paint, grey, 20 l", "12", "264.00"),
        ("LED navigation light, starboard", "8", "192.40"),
        ("Delivery to berth 7, Mina Zayed", "1", "350.00"),
    ),
    tax_rate=Decimal(5),
    currency="AED",
    discount=Decimal("420.00"),
    is_paid=False,
    reference="PO-77412",
)
CHANDLER_APRIL = Invoice(
    number="NMS-2026-0427",
    issued=date(2026, 4, 2),
    due=date(2026, 5, 2),
    seller=_CHANDLER,
    buyer=Party("Pearl Bay Diving Centre", ("Marina Walk 22", "Ajman, U.A.E."), "100639182400003"),
    lines=lines_of(
        ("Stainless shackle 12 mm", "40", "23.50"),
        ("Anchor chain 10 mm, galvanised, per metre", "60", "41.20"),
        ("First aid kit, 10 persons", "5", "146.00"),
        ("VHF radio, handheld, waterproof", "3", "879.00"),
        ("Fuel filter cartridge", "18", "57.90"),
        ("Bilge pump 24 V", "2", "415.00"),
        ("Hand flare, red, box of 6", "4", "189.00"),
    ),
    tax_rate=Decimal(5),
    currency="AED",
    discount=Decimal("250.00"),
    is_paid=True,
    reference="PO-10385",
)
ENGINEER_YEAR = Invoice(
    number="AF-26-0093",
    issued=date(2026, 2, 27),
    due=date(2026, 3, 29),
    seller=_ENGINEER,
    buyer=Party("Westhaven Borough Council", ("Civic Centre", "Westhaven WH1 1AA"), "GB999990217"),
    lines=lines_of(
        ("Site survey, Mill Bridge", "16", "92.00"),
        ("Site survey, Station Footbridge", "12", "92.00"),
        ("Topographic drawing, 1:200", "3", "410.00"),
        ("Core samples, laboratory", "9", "148.50"),
        ("Load calculation, main span", "22.5", "115.00"),
        ("Load calculation, approach spans", "14", "115.00"),
        ("Fatigue assessment of bearings", "18", "128.00"),
        ("Corrosion report, steelwork", "10.5", "108.00"),
        ("Traffic count, two weekdays", "2", "640.00"),
        ("Noise measurement, night", "1", "725.00"),
        ("Draft design report", "26", "98.00"),
        ("Meeting with the highways office", "4.5", "135.00"),
        ("Utilities search", "1", "385.00"),
        ("Flood risk statement", "1", "1460.00"),
        ("Draughting, general arrangement", "38", "74.00"),
        ("Draughting, reinforcement details", "44.5", "74.00"),
        ("Bill of quantities", "17", "96.00"),
        ("Plotting and binding, A1 sets", "6", "58.25"),
        ("Independent design check", "1", "2850.00"),
        ("Consultation display boards", "8", "64.00"),
        ("Public meeting, attendance", "2", "420.00"),
        ("Planning application fee", "1", "578.00"),
        ("Ecology walkover survey", "1", "890.00"),
        ("Tender documents", "21", "98.00"),
        ("Tender evaluation", "13.5", "115.00"),
        ("Travel, standard class", "11", "37.40"),
        ("Vehicle hire with access platform", "2", "512.00"),
        ("Final design report", "19", "98.00"),
    ),
    tax_rate=Decimal(20),
    currency="GBP",
)
PRINTER_MAY = Invoice(
    number="HPW-10482",
    issued=date(2026, 5, 8),
    due=date(2026, 6, 7),
    seller=_PRINTER,
    buyer=Party("Linden House Museum", ("Castle Hill", "Bramford BR1 3PX"), "GB999990174"),
    lines=lines_of(
        ("Exhibition catalogue, 96 pages, sewn", "750", "4.85"),
        ("Poster A2, 4 colours, 170 g", "300", "1.32"),
        ("Ticket blocks, numbered, 100 leaves", "60", "6.40"),
        ("Folded leaflet DL", "5000", "0.09"),
        ("Delivery, two pallets", "1", "86.50"),
    ),
    tax_rate=Decimal(20),
    currency="GBP",
    is_paid=True,
    reference="LH/2217",
)
PRINTER_JUNE = Invoice(
    number="HPW-10517",
    issued=date(2026, 6, 19),
    due=date(2026, 7, 19),
    seller=_PRINTER,
    buyer=Party("Thornbury Seed Company", ("Granary Yard", "Thornbury TH4 9KE"), "GB999990259"),
    lines=lines_of(
        ("Seed packets, 12 designs, die cut", "24000", "0.14"),
        ("Order form, 3-part carbonless", "120", "7.95"),
        ("Spring list, 48 pages, stapled", "3500", "0.88"),
        ("Window display, foam board", "16", "23.75"),
        ("Artwork and proofs, hours", "11.5", "42.00"),
        ("Sample packs", "40", "3.10"),
        ("Delivery, one pallet", "1", "54.00"),
    ),
    tax_rate=Decimal(20),
    currency="GBP",
    is_paid=False,
    reference="TSC-0641",
)
CATERER_BILL = Invoice(
    number="BK-20871",
    issued=date(2026, 3, 9),
    due=date(2026, 3, 9),
    seller=_CATERER,
    buyer=Party("Al Waha Design Studio", (), ""),
    lines=lines_of(
        ("Lunch boxes, mixed", "18", "32.50"),
        ("Fresh juice, 1 litre", "9", "14.00"),
        ("Fruit platter", "3", "65.00"),
        ("Coffee for twenty", "1", "110.00"),
        ("Delivery", "1", "25.00"),
    ),
    tax_rate=Decimal(5),
    currency="AED",
    is_paid=True,
)
CARRIER_FAX = Invoice(
    number="PRF/26/07731",
    issued=date(2026, 1, 23),
    due=date(2026, 2, 22),
    seller=_CARRIER,
    buyer=Party("Thornbury Seed Company", ("Granary Yard", "Thornbury TH4 9KE"), ""),
    lines=lines_of(
        ("Haulage Westhaven - Thornbury, 12 t", "3", "418.00"),
        ("Haulage Thornbury - Bramford, 7.5 t", "2", "296.50"),
        ("Fuel surcharge", "5", "38.20"),
        ("Tail lift delivery", "4", "22.00"),
        ("Waiting time, per half hour", "7", "19.75"),
        ("Pallet exchange", "26", "4.15"),
        ("Overnight storage, bay 11", "2", "47.60"),
    ),
    tax_rate=Decimal(20),
    currency="GBP",
    reference="TSC-0588",
)
