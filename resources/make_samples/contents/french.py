"""The French invoices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from resources.make_samples.invoice import Invoice, Party, lines_of

WORKSHOP_MARCH = Invoice(
    number="FA-2026-0117",
    issued=date(2026, 3, 12),
    due=date(2026, 4, 11),
    seller=Party(
        "Atelier Bellerive SARL",
        ("14, quai des Tanneurs, 69999 Rochemont", "contact@atelier-bellerive.example"),
        "FR74999004120",
        "Banque Exemple · compte 30099 00042 01987654321 17",
    ),
    buyer=Party("Librairie du Vieux Pont", ("8, place de la Fontaine", "37999 Saint-Aubin"), "FR39999517303"),
    lines=lines_of(
        ("Bibliothèque en chêne massif, sur mesure", "2", "1890.00"),
        ("Étagères murales, lot de trois", "6", "148.50"),
        ("Présentoir rotatif à six faces", "3", "412.00"),
        ("Comptoir d'accueil, plateau en frêne", "1", "2345.00"),
        ("Pose et ajustage, heures", "17.5", "46.00"),
        ("Transport et livraison", "1", "185.00"),
    ),
    tax_rate=Decimal(20),
    currency="EUR",
    discount=Decimal("350.00"),
    reference="BC-2026-041",
)
CARRIER_FEBRUARY = Invoice(
    number="2026-02-0458",
    issued=date(2026, 2, 28),
    due=date(2026, 3, 30),
    seller=Party(
        "Transports Garonne & Fils",
        ("Zone des Platanes", "31999 Montclar", "compta@garonne-fils.example"),
        "FR86999274657",
        "Banque Exemple · compte 30099 00108 87654321",
    ),
    buyer=Party("Conserverie des Deux Rives", ("Chemin du Moulin", "46999 Lamothe"), "FR39999517303"),
    lines=lines_of(
        ("Montclar - Lamothe, palette 80 x 120", "14", "58.40"),
        ("Montclar - Rochemont, lot complet", "2", "864.00"),
        ("Lamothe - Saint-Aubin, messagerie", "23", "17.85"),
        ("Enlèvement avant huit heures", "6", "32.00"),
        ("Supplément carburant", "1", "196.70"),
        ("Manutention au hayon", "9", "21.50"),
        ("Attente au quai, heures", "4.5", "39.00"),
        ("Stockage, palettes par semaine", "36", "2.95"),
        ("Location de remorque frigorifique", "5", "148.00"),
        ("Péages refacturés", "1", "243.60"),
        ("Emballage, film et coins", "48", "1.35"),
        ("Palettes Europe non rendues", "12", "9.80"),
        ("Montclar - Lamothe, retour à vide", "3", "112.00"),
        ("Livraison sur rendez-vous", "8", "14.90"),
        ("Documents de transport", "23", "1.20"),
        ("Assurance complémentaire", "1", "87.50"),
        ("Montclar - Grandval, palette 100 x 120", "7", "63.25"),
        ("Grandval - Lamothe, lot partiel", "1", "318.00"),
        ("Tri des retours, heures", "6.5", "28.00"),
        ("Étiquetage, colis", "240", "0.18"),
        ("Nettoyage de citerne", "1", "165.00"),
        ("Convoyage de nuit", "2", "274.00"),
    ),
    tax_rate=Decimal(20),
    currency="EUR",
)
BAKERY_BILL = Invoice(
    number="F-03962",
    issued=date(2026, 4, 24),
    due=date(2026, 4, 24),
    seller=Party(
        "Fournil des Acacias", ("2, rue du Four, 37999 Saint-Aubin", "02 00 00 01 42"), "FR74999004120"
    ),
    buyer=Party("Hôtel de la Poste", (), ""),
    lines=lines_of(
        ("Croissants au beurre", "120", "0.95"),
        ("Pains de campagne", "36", "3.40"),
        ("Brioches tressées", "14", "8.50"),
        ("Tartes aux pommes", "9", "17.80"),
        ("Livraison matinale", "6", "7.50"),
    ),
    tax_rate=Decimal(20),
    currency="EUR",
    is_paid=True,
)
