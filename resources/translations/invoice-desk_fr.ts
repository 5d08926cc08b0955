<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Invoice Desk</source>
        <translation>À propos d’Invoice Desk</translation>
    </message>
    <message>
        <source>&amp;Program</source>
        <translation>&amp;Programme</translation>
    </message>
    <message>
        <source>&amp;Licences</source>
        <translation>&amp;Licences</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Reads invoices in Arabic, English and French on your own machine, and sends nothing of them anywhere. Invoice Desk is free software under the MIT licence.</source>
        <translation>Lit des factures en arabe, en anglais et en français sur votre propre machine, et n’en envoie rien nulle part. Invoice Desk est un logiciel libre sous licence MIT.</translation>
    </message>
    <message>
        <source>It rests on the work of many: among others Qt %1 (LGPL), Tesseract (Apache), PyTorch (BSD) and OpenCV (Apache). All parts and the full texts of their licences stand under Licences.</source>
        <translation>Il repose sur le travail de beaucoup d’autres, notamment Qt %1 (LGPL), Tesseract (Apache), PyTorch (BSD) et OpenCV (Apache). Tous les composants et le texte intégral de leurs licences figurent sous Licences.</translation>
    </message>
    <message>
        <source>Qt is used under the LGPL, version 3. Its libraries lie as files of their own in the folder of the program, and you may replace them by your own.</source>
        <translation>Qt est utilisé sous la LGPL, version 3. Ses bibliothèques sont des fichiers séparés dans le dossier du programme, et vous pouvez les remplacer par les vôtres.</translation>
    </message>
</context>
<context>
    <name>ActivityView</name>
    <message>
        <source>What runs in the background</source>
        <translation>Activité en arrière-plan</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Read all again</source>
        <translation>Tout relire</translation>
    </message>
    <message>
        <source>Invoices that failed</source>
        <translation>Factures qui ont échoué</translation>
    </message>
    <message>
        <source>Nothing runs</source>
        <translation>Rien n’est en cours</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) wait</source>
        <translation>
            <numerusform>%Ln facture attend</numerusform>
            <numerusform>%Ln factures attendent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) failed</source>
        <translation>
            <numerusform>%Ln facture a échoué</numerusform>
            <numerusform>%Ln factures ont échoué</numerusform>
        </translation>
    </message>
    <message>
        <source>No invoice failed</source>
        <translation>Aucune facture n’a échoué</translation>
    </message>
    <message>
        <source>Read %1 again</source>
        <translation>Relire %1</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>Afficher %1</translation>
    </message>
</context>
<context>
    <name>AmountEditor</name>
    <message>
        <source>New amount</source>
        <translation>Nouveau montant</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Something unexpected happened: %1</source>
        <translation>Un événement inattendu s’est produit&#xa0;: %1</translation>
    </message>
    <message>
        <source>What was done until now is kept. Please report it.</source>
        <translation>Ce qui a été fait jusqu’ici est conservé. Merci de le signaler.</translation>
    </message>
    <message>
        <source>A report without anything of your invoices lies at %1</source>
        <translation>Un rapport, sans rien de vos factures, se trouve ici&#xa0;: %1</translation>
    </message>
    <message>
        <source>Something unexpected happened the last time. A report of it, with nothing of your invoices in it, lies at %1</source>
        <translation>Un événement inattendu s’est produit la dernière fois. Un rapport, sans rien de vos factures, se trouve ici&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>Appearance</name>
    <message>
        <source>Brightness and contrast</source>
        <translation>Luminosité et contraste</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Luminosité</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Inverser</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Réinitialiser</translation>
    </message>
</context>
<context>
    <name>Applier</name>
    <message>
        <source>%1 of %2 values were not taken</source>
        <translation>%1 valeurs sur %2 n’ont pas été reprises</translation>
    </message>
</context>
<context>
    <name>Arrangement</name>
    <message>
        <source>Show all columns</source>
        <translation>Afficher toutes les colonnes</translation>
    </message>
</context>
<context>
    <name>ArrivalNews</name>
    <message>
        <source>They stand in the list.</source>
        <translation>Elles sont dans la liste.</translation>
    </message>
</context>
<context>
    <name>BucketForm</name>
    <message>
        <source>S3 needs a part that is not installed: pip install &apos;invoice-desk[s3]&apos;</source>
        <translation>S3 demande un composant qui n’est pas installé&#xa0;: pip install &apos;invoice-desk[s3]&apos;</translation>
    </message>
    <message>
        <source>Amazon&apos;s</source>
        <translation>Celui d’Amazon</translation>
    </message>
    <message>
        <source>As this machine is set up</source>
        <translation>Selon la configuration de cette machine</translation>
    </message>
    <message>
        <source>&amp;Bucket</source>
        <translation>&amp;Bucket</translation>
    </message>
    <message>
        <source>Names be&amp;gin with</source>
        <translation>Noms commençant &amp;par</translation>
    </message>
    <message>
        <source>Access &amp;key</source>
        <translation>&amp;Clé d’accès</translation>
    </message>
    <message>
        <source>&amp;Secret</source>
        <translation>&amp;Secret</translation>
    </message>
    <message>
        <source>Without a key, the AWS profile or role of this machine is used.</source>
        <translation>Sans clé, le profil ou le rôle AWS de cette machine est utilisé.</translation>
    </message>
    <message>
        <source>S&amp;erver</source>
        <translation>Serv&amp;eur</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>&amp;Région</translation>
    </message>
    <message>
        <source>there is no bucket</source>
        <translation>aucun bucket n’est indiqué</translation>
    </message>
    <message>
        <source>give its name</source>
        <translation>indiquez son nom</translation>
    </message>
</context>
<context>
    <name>Cell</name>
    <message>
        <source>%1: cannot be sorted</source>
        <translation>%1&#xa0;: tri impossible</translation>
    </message>
    <message>
        <source>Typed by %1</source>
        <translation>Saisi par %1</translation>
    </message>
    <message>
        <source>Confirmed by a person</source>
        <translation>Confirmé par une personne</translation>
    </message>
    <message>
        <source>Read as %1 (%2 sure)</source>
        <translation>Lu comme %1 (sûr à %2)</translation>
    </message>
    <message>
        <source>Nothing was read here</source>
        <translation>Rien n’a été lu ici</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Non</translation>
    </message>
</context>
<context>
    <name>CheckEditor</name>
    <message>
        <source>Ticked or not</source>
        <translation>Coché ou non</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nouvelles</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>À vérifier</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Acceptées</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportées</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échecs</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doublons</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejetées</translation>
    </message>
</context>
<context>
    <name>ColumnList</name>
    <message>
        <source>Columns, in their order</source>
        <translation>Colonnes, dans leur ordre</translation>
    </message>
    <message>
        <source>Tick what goes out; drag it, or Alt+Up and Alt+Down, into its order</source>
        <translation>Cochez ce qui est exporté&#x202f;; glissez-le, ou Alt+Haut et Alt+Bas, pour l’ordonner</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>No.</source>
        <translation>N°</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Modèle</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>Tapez ce que vous voulez faire</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Invoices (%1)</source>
        <translation>Factures (%1)</translation>
    </message>
    <message>
        <source>Open invoices</source>
        <translation>Ouvrir des factures</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Ouvrir un dossier</translation>
    </message>
    <message>
        <source>There is no file and no picture in the clipboard.</source>
        <translation>Le presse-papiers ne contient ni fichier ni image.</translation>
    </message>
    <message>
        <source>Importing templates</source>
        <translation>Importation des modèles</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Your numbers, exact</source>
        <translation>Vos nombres, exacts</translation>
    </message>
    <message>
        <source>Your numbers, digits right</source>
        <translation>Vos nombres, chiffres justes</translation>
    </message>
    <message>
        <source>Drawn numbers, exact</source>
        <translation>Nombres générés, exacts</translation>
    </message>
    <message>
        <source>Drawn numbers, confidence off by</source>
        <translation>Nombres générés, écart de confiance</translation>
    </message>
    <message>
        <source>The new model reads your numbers better. It is in use from the next invoice on.</source>
        <translation>Le nouveau modèle lit mieux vos nombres. Il est utilisé dès la prochaine facture.</translation>
    </message>
    <message>
        <source>The new model reads the drawn numbers worse than before: it has forgotten something. It is kept aside, and the one before stays in use.</source>
        <translation>Le nouveau modèle lit les nombres générés moins bien qu’avant&#xa0;: il a oublié quelque chose. Il est mis de côté, et le précédent reste utilisé.</translation>
    </message>
    <message>
        <source>The new model reads your numbers no better. It is kept aside, and the one before stays in use.</source>
        <translation>Le nouveau modèle ne lit pas mieux vos nombres. Il est mis de côté, et le précédent reste utilisé.</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1 (%2 sur %3)</translation>
    </message>
    <message>
        <source>Shipped model</source>
        <translation>Modèle fourni</translation>
    </message>
    <message>
        <source>Your model %1</source>
        <translation>Votre modèle %1</translation>
    </message>
</context>
<context>
    <name>ConfusionPicture</name>
    <message>
        <source>Which digit is taken for which</source>
        <translation>Quel chiffre est pris pour quel autre</translation>
    </message>
    <message>
        <source>%1 read as %2: %3 times</source>
        <translation>%1 lu %2&#xa0;: %3 fois</translation>
    </message>
    <message>
        <source>%1 read as no digit: %3 times</source>
        <translation>%1 lu comme aucun chiffre&#xa0;: %3 fois</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Address of the sign-in page</source>
        <translation>Adresse de la page de connexion</translation>
    </message>
    <message>
        <source>Open the browser again</source>
        <translation>Rouvrir le navigateur</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Copier l’adresse</translation>
    </message>
    <message>
        <source>Cancel the sign-in</source>
        <translation>Annuler la connexion</translation>
    </message>
    <message>
        <source>Opening Google&apos;s page…</source>
        <translation>Ouverture de la page de Google…</translation>
    </message>
    <message>
        <source>Waiting until you have agreed in your browser…</source>
        <translation>En attente de votre accord dans le navigateur…</translation>
    </message>
    <message>
        <source>No browser could be opened. Open this address in a browser of this computer:</source>
        <translation>Aucun navigateur n’a pu être ouvert. Ouvrez cette adresse dans un navigateur de cet ordinateur :</translation>
    </message>
    <message>
        <source>Copied. Open the address in a browser of this computer.</source>
        <translation>Copiée. Ouvrez l’adresse dans un navigateur de cet ordinateur.</translation>
    </message>
</context>
<context>
    <name>ContainerForm</name>
    <message>
        <source>https://NAME.blob.core.windows.net/CONTAINER</source>
        <translation>https://NOM.blob.core.windows.net/CONTENEUR</translation>
    </message>
    <message>
        <source>Saved listing</source>
        <translation>Liste enregistrée</translation>
    </message>
    <message>
        <source>XML (*.xml)</source>
        <translation>XML (*.xml)</translation>
    </message>
    <message>
        <source>Also without encryption (http)</source>
        <translation>Aussi sans chiffrement (http)</translation>
    </message>
    <message>
        <source>Also machines of this network</source>
        <translation>Aussi les machines de ce réseau</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;SAS</source>
        <translation>&amp;SAS</translation>
    </message>
    <message>
        <source>Leave it empty for a public container. It needs the rights to list and to read.</source>
        <translation>Laissez vide pour un conteneur public. Il faut les droits de lister et de lire.</translation>
    </message>
    <message>
        <source>Saved &amp;listing</source>
        <translation>&amp;Liste enregistrée</translation>
    </message>
    <message>
        <source>An XML file with the names, in place of the container&apos;s own listing. May be empty.</source>
        <translation>Un fichier XML avec les noms, à la place de la liste du conteneur. Peut rester vide.</translation>
    </message>
    <message>
        <source>Names &amp;begin with</source>
        <translation>Noms commençant &amp;par</translation>
    </message>
    <message>
        <source>there is no container</source>
        <translation>aucun conteneur n’est indiqué</translation>
    </message>
    <message>
        <source>give its address, or a saved listing</source>
        <translation>indiquez son adresse ou une liste enregistrée</translation>
    </message>
    <message>
        <source>is no file</source>
        <translation>n’est pas un fichier</translation>
    </message>
    <message>
        <source>choose the listing that was saved</source>
        <translation>choisissez la liste enregistrée</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n value(s) to look at</source>
        <translation>
            <numerusform>%Ln valeur à vérifier</numerusform>
            <numerusform>%Ln valeurs à vérifier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) corrected:</source>
        <translation>
            <numerusform>%Ln valeur corrigée&#xa0;:</numerusform>
            <numerusform>%Ln valeurs corrigées&#xa0;:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%Ln ligne</numerusform>
            <numerusform>%Ln lignes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) fail</source>
        <translation>
            <numerusform>%Ln contrôle échoue</numerusform>
            <numerusform>%Ln contrôles échouent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%Ln champ</numerusform>
            <numerusform>%Ln champs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s)</source>
        <translation>
            <numerusform>%Ln facture</numerusform>
            <numerusform>%Ln factures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>First version, %n field(s)</source>
        <translation>
            <numerusform>Première version, %Ln champ</numerusform>
            <numerusform>Première version, %Ln champs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>et %Ln autre</numerusform>
            <numerusform>et %Ln autres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>The part of the page</source>
        <translation>La partie de la page</translation>
    </message>
</context>
<context>
    <name>Curve</name>
    <message>
        <source>your numbers</source>
        <translation>vos nombres</translation>
    </message>
    <message>
        <source>drawn numbers</source>
        <translation>nombres générés</translation>
    </message>
    <message>
        <source>After epoch %1: your numbers %2, drawn numbers %3</source>
        <translation>Après l’époque %1&#xa0;: vos nombres %2, nombres générés %3</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Exact numbers by epoch</source>
        <translation>Nombres exacts par époque</translation>
    </message>
    <message>
        <source>Loss by epoch</source>
        <translation>Perte par époque</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>New date</source>
        <translation>Nouvelle date</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>Choisir un jour</translation>
    </message>
</context>
<context>
    <name>DeskCommands</name>
    <message>
        <source>Open another desk</source>
        <translation>Ouvrir un autre espace de travail</translation>
    </message>
    <message>
        <source>New desk: choose an empty folder</source>
        <translation>Nouvel espace de travail&#xa0;: choisissez un dossier vide</translation>
    </message>
    <message>
        <source>there is no desk in this folder</source>
        <translation>il n’y a pas d’espace de travail dans ce dossier</translation>
    </message>
    <message>
        <source>choose another folder, or make a desk with File &gt; New desk</source>
        <translation>choisissez un autre dossier, ou créez un espace de travail par Fichier &gt; Nouvel espace de travail</translation>
    </message>
    <message>
        <source>other files lie in this folder</source>
        <translation>ce dossier contient d’autres fichiers</translation>
    </message>
    <message>
        <source>choose an empty folder; the dialog can make one</source>
        <translation>choisissez un dossier vide&#x202f;; la boîte de dialogue peut en créer un</translation>
    </message>
</context>
<context>
    <name>DeskWork</name>
    <message>
        <source>Exporting</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Taking in</source>
        <translation>Ajout</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lecture</translation>
    </message>
</context>
<context>
    <name>DigitTraining</name>
    <message>
        <source>PyTorch is not installed, which reading digits needs. Install it: %1</source>
        <translation>PyTorch, nécessaire à la lecture des chiffres, n’est pas installé. Installez-le&#xa0;: %1</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Arrêt…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Démarrage…</translation>
    </message>
    <message numerus="yes">
        <source>(about %n second(s) left)</source>
        <translation>
            <numerusform>(encore %Ln seconde environ)</numerusform>
            <numerusform>(encore %Ln secondes environ)</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking through the invoices…</source>
        <translation>Parcours des factures…</translation>
    </message>
    <message>
        <source>Reading numbers that are known…</source>
        <translation>Lecture de nombres connus…</translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation>Apprentissage…</translation>
    </message>
    <message>
        <source>Fitting the confidence…</source>
        <translation>Ajustement de la confiance…</translation>
    </message>
    <message>
        <source>Reading them with the new model…</source>
        <translation>Lecture avec le nouveau modèle…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Arrêté. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>In use from the next invoice on: %1</source>
        <translation>Utilisé dès la prochaine facture&#xa0;: %1</translation>
    </message>
    <message>
        <source>Back to: %1</source>
        <translation>Retour à&#xa0;: %1</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>Supprimé&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Invoices</source>
        <translation>Factures</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valeurs</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
</context>
<context>
    <name>DriveAccounts</name>
    <message>
        <source>Client id of Google&apos;s console</source>
        <translation>Identifiant client de la console Google</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>Fichiers JSON (*.json)</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Se connecter…</translation>
    </message>
    <message>
        <source>Service account…</source>
        <translation>Compte de service…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Se déconnecter</translation>
    </message>
    <message>
        <source>Google knows this program by a client id; its JSON file comes from Google&apos;s console:</source>
        <translation>Google connaît ce programme par un identifiant client ; son fichier JSON vient de la console Google :</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>Se reconnecter…</translation>
    </message>
    <message>
        <source>Google account</source>
        <translation>Compte Google</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Personne n’est connecté</translation>
    </message>
    <message>
        <source>Let a service account in by the JSON file of its key</source>
        <translation>Admettre un compte de service par le fichier JSON de sa clé</translation>
    </message>
    <message>
        <source>Forget this account, and let Google take its access back</source>
        <translation>Oublier ce compte et faire retirer son accès par Google</translation>
    </message>
    <message>
        <source>Trying the key…</source>
        <translation>Essai de la clé…</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>Déconnexion…</translation>
    </message>
    <message>
        <source>%1 is another account than this source&apos;s; sign in with that one.</source>
        <translation>%1 est un autre compte que celui de cette source ; connectez-vous avec ce dernier.</translation>
    </message>
    <message>
        <source>%1 is signed in.</source>
        <translation>%1 est connecté.</translation>
    </message>
    <message>
        <source>Signed out; Google has taken the access back.</source>
        <translation>Déconnecté ; Google a retiré l’accès.</translation>
    </message>
    <message>
        <source>Signed out, but Google could not be told: remove the access at myaccount.google.com/permissions.</source>
        <translation>Déconnecté, mais Google n’a pas pu être averti : retirez l’accès sur myaccount.google.com/permissions.</translation>
    </message>
</context>
<context>
    <name>DriveFolders</name>
    <message>
        <source>Folders of Google Drive</source>
        <translation>Dossiers de Google Drive</translation>
    </message>
    <message>
        <source>My Drive</source>
        <translation>Mon Drive</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>Partagés avec moi</translation>
    </message>
    <message>
        <source>Shared drives</source>
        <translation>Drive partagés</translation>
    </message>
</context>
<context>
    <name>DriveForm</name>
    <message>
        <source>Subfolders, too</source>
        <translation>Sous-dossiers compris</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Google&apos;s documents and sheets, as PDF</source>
        <translation>Documents et feuilles Google, en PDF</translation>
    </message>
    <message>
        <source>nobody is signed in to Google Drive</source>
        <translation>personne n’est connecté à Google Drive</translation>
    </message>
    <message>
        <source>sign in</source>
        <translation>connectez-vous</translation>
    </message>
    <message>
        <source>no folder is chosen</source>
        <translation>aucun dossier n’est choisi</translation>
    </message>
    <message>
        <source>pick one in the tree, or paste its address</source>
        <translation>choisissez-en un dans l’arbre, ou collez son adresse</translation>
    </message>
    <message>
        <source>Pick a folder below, or paste its address from the browser</source>
        <translation>Choisissez un dossier ci-dessous, ou collez son adresse du navigateur</translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>&amp;Compte</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Dossier</translation>
    </message>
    <message>
        <source>Address of the folder</source>
        <translation>Adresse du dossier</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Looking for the folder…</source>
        <translation>Recherche du dossier…</translation>
    </message>
    <message>
        <source>Chosen: %1</source>
        <translation>Choisi : %1</translation>
    </message>
</context>
<context>
    <name>ExportCommands</name>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Écriture du rapport</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Enregistré&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>What goes out</source>
        <translation>Ce qui est exporté</translation>
    </message>
    <message>
        <source>The first rows as they will stand</source>
        <translation>Les premières lignes telles qu’elles seront</translation>
    </message>
    <message>
        <source>Excel (*.xlsx);;CSV (*.csv);;JSON (*.json);;PDF (*.pdf)</source>
        <translation>Excel (*.xlsx);;CSV (*.csv);;JSON (*.json);;PDF (*.pdf)</translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) go out. They begin like this:</source>
        <translation>
            <numerusform>%Ln facture est exportée. Elle commence ainsi&#xa0;:</numerusform>
            <numerusform>%Ln factures sont exportées. Elles commencent ainsi&#xa0;:</numerusform>
        </translation>
    </message>
    <message>
        <source>No invoice is accepted yet: accept some, or let those go out that nobody accepted.</source>
        <translation>Aucune facture n’est encore acceptée&#xa0;: acceptez-en, ou laissez sortir celles que personne n’a acceptées.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>Columns: tick them, drag them into their order</source>
        <translation>Colonnes&#xa0;: cochez-les, faites-les glisser dans leur ordre</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exporter vers</translation>
    </message>
</context>
<context>
    <name>FieldDialog</name>
    <message>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>Must be there</source>
        <translation>Obligatoire</translation>
    </message>
    <message>
        <source>Total, invoice number, ...</source>
        <translation>Total TTC, numéro de facture…</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>T&amp;ype</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rôle</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Langues</translation>
    </message>
</context>
<context>
    <name>FieldsPanel</name>
    <message>
        <source>Name of the template</source>
        <translation>Nom du modèle</translation>
    </message>
    <message>
        <source>Fields of the template</source>
        <translation>Champs du modèle</translation>
    </message>
    <message>
        <source>Draw a region</source>
        <translation>Dessiner une zone</translation>
    </message>
    <message>
        <source>Read this invoice</source>
        <translation>Lire cette facture</translation>
    </message>
    <message>
        <source>Draw a box around each value that is to be read, and name it.</source>
        <translation>Dessinez un cadre autour de chaque valeur à lire et nommez-la.</translation>
    </message>
    <message>
        <source>A new template, kept when it reads its first invoice</source>
        <translation>Un nouveau modèle, conservé quand il lit sa première facture</translation>
    </message>
    <message>
        <source>Version %1, changed and not kept yet: reading keeps it as a new version</source>
        <translation>Version %1, modifiée et pas encore conservée&#xa0;: la lecture la conserve comme nouvelle version</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>This invoice was read by version %1</source>
        <translation>Cette facture a été lue par la version %1</translation>
    </message>
    <message>
        <source>This invoice was read by version %1 of “%2”</source>
        <translation>Cette facture a été lue par la version %1 de «&#xa0;%2&#xa0;»</translation>
    </message>
    <message>
        <source> · must be there</source>
        <translation> · obligatoire</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>Lu par</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
</context>
<context>
    <name>FiguresView</name>
    <message>
        <source>Your numbers</source>
        <translation>Vos nombres</translation>
    </message>
    <message>
        <source>Drawn numbers</source>
        <translation>Nombres générés</translation>
    </message>
    <message>
        <source>The same lines for everybody, so that forgetting is seen</source>
        <translation>Les mêmes lignes pour tous, pour que l’oubli se voie</translation>
    </message>
    <message>
        <source>Numbers that you corrected or accepted and that are never learnt from</source>
        <translation>Nombres que vous avez corrigés ou acceptés et dont rien n’est jamais appris</translation>
    </message>
    <message>
        <source>Exact numbers</source>
        <translation>Nombres exacts</translation>
    </message>
    <message>
        <source>Digits right</source>
        <translation>Chiffres justes</translation>
    </message>
    <message>
        <source>Confidence off by</source>
        <translation>Écart de confiance</translation>
    </message>
    <message>
        <source>Evaluate: numbers whose text is known are read again, and what is read is compared.</source>
        <translation>Évaluer&#xa0;: les nombres dont le texte est connu sont relus, et le résultat est comparé.</translation>
    </message>
    <message>
        <source>Printed (rows) and read (columns)</source>
        <translation>Imprimé (lignes) et lu (colonnes)</translation>
    </message>
    <message>
        <source>Read wrong</source>
        <translation>Mal lus</translation>
    </message>
    <message>
        <source>On this desk: %1 numbers to learn from, %2 kept apart to judge by, %3 of them corrected. %4 left out, for their print is not certain.</source>
        <translation>Dans cet espace de travail&#xa0;: %1 nombres pour apprendre, %2 mis à part pour juger, dont %3 corrigés. %4 écartés, leur impression n’étant pas certaine.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>between how sure and how right</source>
        <translation>entre l’assurance et l’exactitude</translation>
    </message>
    <message>
        <source>None: every number is read right.</source>
        <translation>Aucun&#xa0;: tous les nombres sont bien lus.</translation>
    </message>
    <message>
        <source>worst: %1, %2</source>
        <translation>le pire&#xa0;: %1, %2</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>Premiers pas</translation>
    </message>
    <message>
        <source>Leave the first steps; Help shows them again</source>
        <translation>Quitter les premiers pas&#x202f;; le menu Aide les montre de nouveau</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
    <message>
        <source>Step %1, done: %2</source>
        <translation>Étape %1, faite&#xa0;: %2</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>Étape %1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>FirstStepsCommands</name>
    <message>
        <source>No invoice waits for review.</source>
        <translation>Aucune facture n’attend de vérification.</translation>
    </message>
</context>
<context>
    <name>FolderForm</name>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Subfolders, too</source>
        <translation>Sous-dossiers compris</translation>
    </message>
    <message>
        <source>Leave the files where they are</source>
        <translation>Laisser les fichiers à leur place</translation>
    </message>
    <message>
        <source>Move them, once they are on the desk, to:</source>
        <translation>Les déplacer, une fois repris, vers&#xa0;:</translation>
    </message>
    <message>
        <source>Folder for taken files</source>
        <translation>Dossier des fichiers repris</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Dossier</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>Originaux</translation>
    </message>
    <message>
        <source>no folder is named</source>
        <translation>aucun dossier n’est indiqué</translation>
    </message>
    <message>
        <source>choose the folder that is to be watched</source>
        <translation>choisissez le dossier à surveiller</translation>
    </message>
    <message>
        <source>no folder is named for taken files</source>
        <translation>aucun dossier n’est indiqué pour les fichiers repris</translation>
    </message>
    <message>
        <source>choose one, or leave them</source>
        <translation>choisissez-en un, ou laissez-les</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Reject</source>
        <translation>Rejeter</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
    <message>
        <source>Accept and next</source>
        <translation>Accepter et suivante</translation>
    </message>
    <message>
        <source>Set this invoice aside: it is not to be booked</source>
        <translation>Mettre cette facture de côté&#xa0;: elle n’est pas à comptabiliser</translation>
    </message>
    <message>
        <source>Leave it for later and go to the next (Page Down)</source>
        <translation>La laisser pour plus tard et passer à la suivante (Page suivante)</translation>
    </message>
    <message>
        <source>The values are right: accept, and go to the next (Ctrl+Enter)</source>
        <translation>Les valeurs sont justes&#xa0;: accepter et passer à la suivante (Ctrl+Entrée)</translation>
    </message>
</context>
<context>
    <name>FormatChoice</name>
    <message>
        <source>Excel</source>
        <translation>Excel</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>PDF listing</source>
        <translation>Liste PDF</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Review as printed, table 0–9</source>
        <translation>Vérification comme imprimé, tableau 0–9</translation>
    </message>
    <message>
        <source>As printed everywhere</source>
        <translation>Partout comme imprimé</translation>
    </message>
    <message>
        <source>Tell of new invoices, and of those that need review</source>
        <translation>Annoncer les nouvelles factures et celles à vérifier</translation>
    </message>
    <message>
        <source>Go on there when the window is closed</source>
        <translation>Y continuer quand la fenêtre est fermée</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>En ouvrir un autre…</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>The window opens anew in it, on the same invoice.</source>
        <translation>La fenêtre se rouvre dans cette langue, sur la même facture.</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Couleurs</translation>
    </message>
    <message>
        <source>&amp;Digits</source>
        <translation>C&amp;hiffres</translation>
    </message>
    <message>
        <source>How values are shown in the review, the table and the list. Exports stay as they are.</source>
        <translation>Comment les valeurs sont affichées dans la vérification, le tableau et la liste. Les exportations restent telles quelles.</translation>
    </message>
    <message>
        <source>System tray</source>
        <translation>Zone de notification</translation>
    </message>
    <message>
        <source>Folder of the desk</source>
        <translation>Dossier de l’espace de travail</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Invoices, templates and corrections are kept in this folder.</source>
        <translation>Les factures, les modèles et les corrections sont conservés dans ce dossier.</translation>
    </message>
</context>
<context>
    <name>GlyphCell</name>
    <message>
        <source>%1, %2 sure</source>
        <translation>%1, sûr à %2</translation>
    </message>
    <message>
        <source>, or %1</source>
        <translation>, ou %1</translation>
    </message>
</context>
<context>
    <name>GlyphGrid</name>
    <message>
        <source>Glyphs of one class</source>
        <translation>Caractères d’une même classe</translation>
    </message>
</context>
<context>
    <name>GlyphModel</name>
    <message>
        <source>%1, %2 sure, or %3; invoice %4, %5</source>
        <translation>%1, sûr à %2, ou %3&#x202f;; facture %4, %5</translation>
    </message>
</context>
<context>
    <name>GlyphReview</name>
    <message>
        <source>%1 more invoices have doubtful glyphs; %2 are shown at a time.</source>
        <translation>%1 autres factures ont des caractères douteux&#x202f;; %2 sont affichées à la fois.</translation>
    </message>
</context>
<context>
    <name>GlyphsDialog</name>
    <message>
        <source>Doubtful glyphs</source>
        <translation>Caractères douteux</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Looking through the invoices in review…</source>
        <translation>Examen des factures à vérifier…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>No invoice waits for review.</source>
        <translation>Aucune facture n’est à vérifier.</translation>
    </message>
</context>
<context>
    <name>GlyphsPanel</name>
    <message>
        <source>No glyph of these invoices is in doubt.</source>
        <translation>Aucun caractère de ces factures n’est douteux.</translation>
    </message>
    <message>
        <source>The marked ones are</source>
        <translation>Les caractères marqués sont</translation>
    </message>
    <message>
        <source>What the marked ones are</source>
        <translation>Ce que sont les caractères marqués</translation>
    </message>
    <message>
        <source>Read as “%1”. Click those that are none; the least sure come first.</source>
        <translation>Lus comme «&#xa0;%1&#xa0;». Cliquez sur ceux qui n’en sont pas&#x202f;; les moins sûrs viennent en premier.</translation>
    </message>
    <message numerus="yes">
        <source>Correct %n value(s)</source>
        <translation>
            <numerusform>Corriger %Ln valeur</numerusform>
            <numerusform>Corriger %Ln valeurs</numerusform>
        </translation>
    </message>
    <message>
        <source>their runner-up</source>
        <translation>leur second choix</translation>
    </message>
    <message>
        <source>None is marked</source>
        <translation>Aucun n’est marqué</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
</context>
<context>
    <name>Invitation</name>
    <message>
        <source>Drop invoices here</source>
        <translation>Déposez des factures ici</translation>
    </message>
    <message>
        <source>PDF, PNG, JPEG, TIFF, WebP, BMP or HEIC; files or whole folders.
They stay on this machine.</source>
        <translation>PDF, PNG, JPEG, TIFF, WebP, BMP ou HEIC&#x202f;; des fichiers ou des dossiers entiers.
Ils restent sur cette machine.</translation>
    </message>
</context>
<context>
    <name>InvoiceList</name>
    <message>
        <source>Came since the last start, not opened yet</source>
        <translation>Arrivée depuis le dernier démarrage, pas encore ouverte</translation>
    </message>
    <message>
        <source>The same as invoice %1</source>
        <translation>La même que la facture %1</translation>
    </message>
    <message>
        <source>Invoice %1: %2, %3</source>
        <translation>Facture %1&#xa0;: %2, %3</translation>
    </message>
    <message>
        <source>%1, new</source>
        <translation>%1, nouvelle</translation>
    </message>
</context>
<context>
    <name>InvoiceMenu</name>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Rouvrir</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Relire</translation>
    </message>
    <message>
        <source>This is no duplicate</source>
        <translation>Ce n’est pas un doublon</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Show history</source>
        <translation>Afficher l’historique</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rejeter</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Restaurer</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
</context>
<context>
    <name>InvoiceView</name>
    <message>
        <source>Invoices</source>
        <translation>Factures</translation>
    </message>
</context>
<context>
    <name>InvoicesPanel</name>
    <message>
        <source>Search invoices</source>
        <translation>Rechercher des factures</translation>
    </message>
    <message>
        <source>Show the first pages in the list</source>
        <translation>Afficher les premières pages dans la liste</translation>
    </message>
    <message>
        <source>Nothing here yet: drop invoices here</source>
        <translation>Rien ici pour l’instant&#xa0;: déposez des factures</translation>
    </message>
    <message>
        <source>No invoice matches</source>
        <translation>Aucune facture ne correspond</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout afficher</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
</context>
<context>
    <name>JournalModel</name>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Essais</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <source>Which files</source>
        <translation>Quels fichiers</translation>
    </message>
    <message>
        <source>Retry this file</source>
        <translation>Réessayer ce fichier</translation>
    </message>
    <message>
        <source>Open invoice</source>
        <translation>Ouvrir la facture</translation>
    </message>
    <message>
        <source>Files of the source</source>
        <translation>Fichiers de la source</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%Ln fichier</numerusform>
            <numerusform>%Ln fichiers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryDialog</name>
    <message>
        <source>Templates</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Deleted ones</source>
        <translation>Supprimés</translation>
    </message>
    <message>
        <source>New from this invoice</source>
        <translation>Nouveau à partir de cette facture</translation>
    </message>
    <message>
        <source>Open for editing</source>
        <translation>Ouvrir pour modifier</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dupliquer</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>Versions…</translation>
    </message>
    <message>
        <source>Try on invoices…</source>
        <translation>Essayer sur des factures…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importer…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Restaurer</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Templates of the desk</source>
        <translation>Modèles de l’espace de travail</translation>
    </message>
    <message>
        <source>Search templates</source>
        <translation>Rechercher des modèles</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%Ln modèle</numerusform>
            <numerusform>%Ln modèles</numerusform>
        </translation>
    </message>
    <message>
        <source>No template matches</source>
        <translation>Aucun modèle ne correspond</translation>
    </message>
    <message>
        <source>No template yet: draw regions on an invoice, or import a template file</source>
        <translation>Aucun modèle encore&#xa0;: dessinez des zones sur une facture, ou importez un fichier de modèle</translation>
    </message>
</context>
<context>
    <name>LicenceList</name>
    <message>
        <source>Parts of the program</source>
        <translation>Composants du programme</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
</context>
<context>
    <name>LinksForm</name>
    <message>
        <source>https://…</source>
        <translation>https://…</translation>
    </message>
    <message>
        <source>Also links that are not encrypted (http)</source>
        <translation>Aussi les liens non chiffrés (http)</translation>
    </message>
    <message>
        <source>Also machines of this network</source>
        <translation>Aussi les machines de ce réseau</translation>
    </message>
    <message>
        <source>&amp;Links</source>
        <translation>&amp;Liens</translation>
    </message>
    <message>
        <source>To pictures and PDFs, one a line. What follows a ? is kept as a secret.</source>
        <translation>Vers des images et des PDF, un par ligne. Ce qui suit un ? est gardé secret.</translation>
    </message>
    <message>
        <source>&amp;Largest file</source>
        <translation>Fichier le plus &amp;gros</translation>
    </message>
    <message>
        <source>there is no link</source>
        <translation>aucun lien n’est indiqué</translation>
    </message>
    <message>
        <source>paste one or many links</source>
        <translation>collez un ou plusieurs liens</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 Mo</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Liens</translation>
    </message>
</context>
<context>
    <name>Locks</name>
    <message numerus="yes">
        <source>lock %n region(s)</source>
        <translation>
            <numerusform>verrouiller %Ln zone</numerusform>
            <numerusform>verrouiller %Ln zones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unlock %n region(s)</source>
        <translation>
            <numerusform>déverrouiller %Ln zone</numerusform>
            <numerusform>déverrouiller %Ln zones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Nothing happened yet.</source>
        <translation>Rien ne s’est encore passé.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Tout copier</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>%1 – Invoice Desk</source>
        <translation>%1 – Invoice Desk</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Barre d’outils</translation>
    </message>
</context>
<context>
    <name>ModelsView</name>
    <message>
        <source>Models of digits</source>
        <translation>Modèles de chiffres</translation>
    </message>
    <message>
        <source>&amp;Take into use</source>
        <translation>&amp;Utiliser</translation>
    </message>
    <message>
        <source>&amp;Back to the one before</source>
        <translation>Revenir au &amp;précédent</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>The model in use reads all invoices of this desk that are read from now on.</source>
        <translation>Le modèle utilisé lit toutes les factures de cet espace de travail lues à partir de maintenant.</translation>
    </message>
    <message>
        <source>Back to: %1</source>
        <translation>Retour à&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 (in use)</source>
        <translation>%1 (utilisé)</translation>
    </message>
    <message>
        <source>Cannot be used: %1</source>
        <translation>Inutilisable&#xa0;: %1</translation>
    </message>
    <message>
        <source>Came with the program.</source>
        <translation>Fourni avec le programme.</translation>
    </message>
    <message>
        <source>Made %1 of %2 of your numbers; yours exact %3 before, %4 after; drawn %5 before, %6 after</source>
        <translation>Créé le %1 à partir de %2 de vos nombres&#x202f;; les vôtres exacts %3 avant, %4 après&#x202f;; générés %5 avant, %6 après</translation>
    </message>
    <message>
        <source>Made %1</source>
        <translation>Créé le %1</translation>
    </message>
</context>
<context>
    <name>NamePopup</name>
    <message>
        <source>Name of the region</source>
        <translation>Nom de la zone</translation>
    </message>
    <message>
        <source>Name, or a digit</source>
        <translation>Nom, ou un chiffre</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>All settings of this field</source>
        <translation>Tous les réglages de ce champ</translation>
    </message>
</context>
<context>
    <name>Naming</name>
    <message>
        <source>The region keeps its name: %1</source>
        <translation>La zone garde son nom&#xa0;: %1</translation>
    </message>
    <message>
        <source>name the region</source>
        <translation>nommer la zone</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n file(s) did not come in:</source>
        <translation>
            <numerusform>%Ln fichier n’a pas été accepté :</numerusform>
            <numerusform>%Ln fichiers n’ont pas été acceptés :</numerusform>
        </translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Afficher dans le dossier</translation>
    </message>
    <message>
        <source>%1 is no longer there.</source>
        <translation>%1 n’est plus là.</translation>
    </message>
    <message>
        <source>No program opens %1.</source>
        <translation>Aucun programme n’ouvre %1.</translation>
    </message>
</context>
<context>
    <name>OptionsBox</name>
    <message>
        <source>Add to the workbook that is there; no row is doubled</source>
        <translation>Ajouter au classeur existant&#x202f;; aucune ligne n’est doublée</translation>
    </message>
    <message>
        <source>A sheet of all readings, with confidence and reasons</source>
        <translation>Une feuille de toutes les lectures, avec la confiance et les raisons</translation>
    </message>
    <message>
        <source>Pictures of the boxes, linked from the values</source>
        <translation>Images des cadres, liées depuis les valeurs</translation>
    </message>
    <message>
        <source>Also those that nobody accepted yet</source>
        <translation>Aussi celles que personne n’a encore acceptées</translation>
    </message>
    <message>
        <source>Also those on which a check fails</source>
        <translation>Aussi celles dont un contrôle échoue</translation>
    </message>
    <message>
        <source>The file is &amp;for</source>
        <translation>Le fichier est &amp;pour</translation>
    </message>
</context>
<context>
    <name>PageCanvas</name>
    <message>
        <source>Page of the invoice</source>
        <translation>Page de la facture</translation>
    </message>
</context>
<context>
    <name>PageStrip</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 sur %2</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message numerus="yes">
        <source>resize %n region(s)</source>
        <translation>
            <numerusform>redimensionner %Ln zone</numerusform>
            <numerusform>redimensionner %Ln zones</numerusform>
        </translation>
    </message>
    <message>
        <source>align regions</source>
        <translation>aligner les zones</translation>
    </message>
    <message numerus="yes">
        <source>move %n region(s)</source>
        <translation>
            <numerusform>déplacer %Ln zone</numerusform>
            <numerusform>déplacer %Ln zones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PathRow</name>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <source>Reading</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>One for each core (%1)</source>
        <translation>Une par cœur (%1)</translation>
    </message>
    <message>
        <source>Whichever suits the field</source>
        <translation>Celui qui convient au champ</translation>
    </message>
    <message>
        <source>Always Tesseract</source>
        <translation>Toujours Tesseract</translation>
    </message>
    <message>
        <source>Numbers and dates: the digits reader</source>
        <translation>Nombres et dates&#xa0;: le lecteur de chiffres</translation>
    </message>
    <message>
        <source>Only what is printed</source>
        <translation>Seulement ce qui est imprimé</translation>
    </message>
    <message>
        <source>As each date shows</source>
        <translation>Comme chaque date le montre</translation>
    </message>
    <message>
        <source>Day, month, year</source>
        <translation>Jour, mois, année</translation>
    </message>
    <message>
        <source>Month, day, year</source>
        <translation>Mois, jour, année</translation>
    </message>
    <message>
        <source>Year, month, day</source>
        <translation>Année, mois, jour</translation>
    </message>
    <message>
        <source>choose at least one language of new fields</source>
        <translation>choisissez au moins une langue des nouveaux champs</translation>
    </message>
    <message>
        <source>In doubt below</source>
        <translation>Douteux en dessous de</translation>
    </message>
    <message>
        <source>Values that are read less surely go to review, from the next reading on.</source>
        <translation>Les valeurs lues avec moins d’assurance vont à la vérification, dès la prochaine lecture.</translation>
    </message>
    <message>
        <source>Read at &amp;once</source>
        <translation>Lire &amp;en même temps</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Langues</translation>
    </message>
    <message>
        <source>These and the settings below are what a new field begins with.</source>
        <translation>Ces langues et les réglages ci-dessous sont ceux de départ d’un nouveau champ.</translation>
    </message>
    <message>
        <source>&amp;Reader</source>
        <translation>&amp;Lecteur</translation>
    </message>
    <message>
        <source>&amp;Currency</source>
        <translation>&amp;Devise</translation>
    </message>
    <message>
        <source>Of amounts beside which no currency is printed.</source>
        <translation>Des montants à côté desquels aucune devise n’est imprimée.</translation>
    </message>
    <message>
        <source>&amp;Order of dates</source>
        <translation>&amp;Ordre des dates</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Re&amp;cent desks</source>
        <translation>Espaces de travail ré&amp;cents</translation>
    </message>
    <message>
        <source>No other desk yet</source>
        <translation>Aucun autre espace de travail encore</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Vider la liste</translation>
    </message>
    <message>
        <source>%1    in %2</source>
        <translation>%1    dans %2</translation>
    </message>
    <message>
        <source>%1    in %2 (not there)</source>
        <translation>%1    dans %2 (introuvable)</translation>
    </message>
    <message>
        <source>My desk</source>
        <translation>Mon espace de travail</translation>
    </message>
</context>
<context>
    <name>RegionCommands</name>
    <message numerus="yes">
        <source>%n region(s) copied.</source>
        <translation>
            <numerusform>%Ln zone copiée.</numerusform>
            <numerusform>%Ln zones copiées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cut %n region(s)</source>
        <translation>
            <numerusform>couper %Ln zone</numerusform>
            <numerusform>couper %Ln zones</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no regions in the clipboard.</source>
        <translation>Il n’y a pas de zones dans le presse-papiers.</translation>
    </message>
    <message>
        <source>A locked region is not deleted. Ctrl+L unlocks it.</source>
        <translation>Une zone verrouillée n’est pas supprimée. Ctrl+L la déverrouille.</translation>
    </message>
    <message>
        <source>change the kind</source>
        <translation>changer le type</translation>
    </message>
</context>
<context>
    <name>RegionMenus</name>
    <message>
        <source>Name…</source>
        <translation>Nom…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Déverrouiller</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Relire</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Couper</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dupliquer</translation>
    </message>
    <message>
        <source>Tighten to the print</source>
        <translation>Resserrer sur l’impression</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Paste here</source>
        <translation>Coller ici</translation>
    </message>
    <message>
        <source>Paste at the same place</source>
        <translation>Coller au même endroit</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Tout sélectionner</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Left edges</source>
        <translation>Bords gauches</translation>
    </message>
    <message>
        <source>Centres, left to right</source>
        <translation>Centres, de gauche à droite</translation>
    </message>
    <message>
        <source>Right edges</source>
        <translation>Bords droits</translation>
    </message>
    <message>
        <source>Top edges</source>
        <translation>Bords supérieurs</translation>
    </message>
    <message>
        <source>Middles, top to bottom</source>
        <translation>Milieux, de haut en bas</translation>
    </message>
    <message>
        <source>Bottom edges</source>
        <translation>Bords inférieurs</translation>
    </message>
    <message>
        <source>Same width</source>
        <translation>Même largeur</translation>
    </message>
    <message>
        <source>Same height</source>
        <translation>Même hauteur</translation>
    </message>
    <message>
        <source>Equal gaps across</source>
        <translation>Espaces égaux en largeur</translation>
    </message>
    <message>
        <source>Equal gaps down</source>
        <translation>Espaces égaux en hauteur</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Aligner</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>invoice %1 has no value here</source>
        <translation>la facture %1 n’a pas de valeur ici</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Choose which columns are shown</source>
        <translation>Choisir les colonnes affichées</translation>
    </message>
    <message>
        <source>No results yet: what is read of your invoices stands here</source>
        <translation>Pas encore de résultats&#xa0;: ce qui est lu de vos factures figure ici</translation>
    </message>
    <message>
        <source>Invoices: %1</source>
        <translation>Factures&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
</context>
<context>
    <name>RhythmForm</name>
    <message>
        <source>every 15 seconds</source>
        <translation>toutes les 15 secondes</translation>
    </message>
    <message>
        <source>every minute</source>
        <translation>toutes les minutes</translation>
    </message>
    <message>
        <source>every 5 minutes</source>
        <translation>toutes les 5 minutes</translation>
    </message>
    <message>
        <source>every 15 minutes</source>
        <translation>toutes les 15 minutes</translation>
    </message>
    <message>
        <source>every hour</source>
        <translation>toutes les heures</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>tous les jours</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>À quel rythme</translation>
    </message>
    <message>
        <source>No limit of speed</source>
        <translation>Vitesse non limitée</translation>
    </message>
    <message>
        <source>Kilobytes a second at most</source>
        <translation>Kilo-octets par seconde au plus</translation>
    </message>
    <message>
        <source>Rest from</source>
        <translation>Pause de</translation>
    </message>
    <message>
        <source>Beginning of the quiet hours</source>
        <translation>Début des heures calmes</translation>
    </message>
    <message>
        <source>End of the quiet hours</source>
        <translation>Fin des heures calmes</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message numerus="yes">
        <source>every %n second(s)</source>
        <translation>
            <numerusform>toutes les %Ln secondes</numerusform>
            <numerusform>toutes les %Ln secondes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 KB a second</source>
        <translation>%1 Ko par seconde</translation>
    </message>
</context>
<context>
    <name>SecretLine</name>
    <message>
        <source>One is kept. Type another one to put it in its place.</source>
        <translation>Un secret est gardé. Saisissez-en un autre pour le remplacer.</translation>
    </message>
</context>
<context>
    <name>Secrets</name>
    <message>
        <source>Keys are kept in this system&apos;s keyring.</source>
        <translation>Les clés sont gardées dans le trousseau de ce système.</translation>
    </message>
    <message>
        <source>This system has no keyring: keys are kept in a file that only you can read.</source>
        <translation>Ce système n’a pas de trousseau&#xa0;: les clés sont gardées dans un fichier que vous seul pouvez lire.</translation>
    </message>
    <message>
        <source>Its key is kept in this system&apos;s keyring.</source>
        <translation>Sa clé est gardée dans le trousseau de ce système.</translation>
    </message>
    <message>
        <source>Its key is kept in a file that only you can read, because this system has no keyring.</source>
        <translation>Sa clé est gardée dans un fichier que vous seul pouvez lire, car ce système n’a pas de trousseau.</translation>
    </message>
</context>
<context>
    <name>ServiceAccount</name>
    <message>
        <source>Key of a service account</source>
        <translation>Clé d’un compte de service</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>Fichiers JSON (*.json)</translation>
    </message>
    <message>
        <source>Stands for (e-mail; empty for itself)</source>
        <translation>Agit pour (adresse e-mail ; vide pour lui-même)</translation>
    </message>
    <message>
        <source>E-mail of the person that it stands for</source>
        <translation>Adresse e-mail de la personne pour laquelle il agit</translation>
    </message>
    <message>
        <source>Add the account</source>
        <translation>Ajouter le compte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>The JSON file of its key. In a Google Workspace it can stand for a person, where the administrator allows it (domain-wide delegation).</source>
        <translation>Le fichier JSON de sa clé. Dans un Google Workspace, il peut agir pour une personne si l’administrateur le permet (délégation au niveau du domaine).</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Raccourcis</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Pages des réglages</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>Rétablir les valeurs par défaut</translation>
    </message>
    <message>
        <source>Show the defaults on all pages; nothing is written before OK or Apply</source>
        <translation>Afficher les valeurs par défaut sur toutes les pages&#x202f;; rien n’est écrit avant OK ou Appliquer</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>this is too much to paste</source>
        <translation>c’est trop à coller</translation>
    </message>
    <message>
        <source>paste fewer rows</source>
        <translation>collez moins de lignes</translation>
    </message>
    <message>
        <source>%1 rows are too many to work on at once</source>
        <translation>%1 lignes, c’est trop pour les traiter d’un coup</translation>
    </message>
    <message>
        <source>choose at most %1, or export them</source>
        <translation>choisissez-en %1 au plus, ou exportez-les</translation>
    </message>
</context>
<context>
    <name>ShortcutTable</name>
    <message>
        <source>Commands and their keys</source>
        <translation>Commandes et leurs touches</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Touche</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Autres</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Shortcuts</source>
        <translation>Raccourcis</translation>
    </message>
    <message>
        <source>Find a command or a key</source>
        <translation>Rechercher une commande ou une touche</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Aucune touche</translation>
    </message>
    <message>
        <source>Usual key</source>
        <translation>Touche habituelle</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>Rétablir toutes les touches</translation>
    </message>
    <message>
        <source>Choose a command above, then press its new key.</source>
        <translation>Choisissez une commande ci-dessus, puis pressez sa nouvelle touche.</translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>Touche de %1</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”. Shall “%3” have it instead?</source>
        <translation>%1 appartient à «&#xa0;%2&#xa0;». La donner plutôt à «&#xa0;%3&#xa0;»&#x202f;?</translation>
    </message>
    <message>
        <source>Press the new key while the field has the focus.</source>
        <translation>Pressez la nouvelle touche quand le champ est actif.</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>La prendre</translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>Watched folder</source>
        <translation>Dossier surveillé</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Liens</translation>
    </message>
    <message>
        <source>Azure container</source>
        <translation>Conteneur Azure</translation>
    </message>
    <message>
        <source>S3 bucket</source>
        <translation>Bucket S3</translation>
    </message>
    <message>
        <source>Google Drive</source>
        <translation>Google Drive</translation>
    </message>
    <message>
        <source>Syncing: %1 of %2</source>
        <translation>Synchronisation&#xa0;: %1 sur %2</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>Synchronisation…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Its key is needed</source>
        <translation>Sa clé est demandée</translation>
    </message>
    <message>
        <source>Could not be synced</source>
        <translation>Synchronisation impossible</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>À jour</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>Pas encore synchronisée</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>à l’instant</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>On the desk</source>
        <translation>Reprises</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Mis de côté</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>Ignorés</translation>
    </message>
    <message>
        <source>Gone at the source</source>
        <translation>Disparu à la source</translation>
    </message>
</context>
<context>
    <name>SourceCounts</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>il y a %Ln minute</numerusform>
            <numerusform>il y a %Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>il y a %Ln heure</numerusform>
            <numerusform>il y a %Ln heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new invoice(s)</source>
        <translation>
            <numerusform>%Ln nouvelle facture</numerusform>
            <numerusform>%Ln nouvelles factures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%Ln à vérifier</numerusform>
            <numerusform>%Ln à vérifier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read</source>
        <translation>
            <numerusform>%Ln n’a pas pu être lue</numerusform>
            <numerusform>%Ln n’ont pas pu être lues</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceDeeds</name>
    <message>
        <source>The sync is paused. Sync now goes on with it.</source>
        <translation>La synchronisation est en pause. «&#xa0;Synchroniser&#xa0;» la reprend.</translation>
    </message>
    <message>
        <source>Another program syncs this desk, such as the service; what comes is shown here.</source>
        <translation>Un autre programme synchronise cet espace de travail, comme le service&#x202f;; ce qui arrive est montré ici.</translation>
    </message>
</context>
<context>
    <name>SourceDetails</name>
    <message>
        <source>Sync now</source>
        <translation>Synchroniser</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Retry what was set aside</source>
        <translation>Réessayer ce qui est de côté</translation>
    </message>
    <message>
        <source>Reconnect…</source>
        <translation>Se reconnecter…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Modifier…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Retirer…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>On the desk</source>
        <translation>Reprises</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Mis de côté</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>Ignorés</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Dernière synchronisation</translation>
    </message>
</context>
<context>
    <name>SourceDialog</name>
    <message>
        <source>Add a source</source>
        <translation>Ajouter une source</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>Modifier %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Interroger</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>The source needs a name.</source>
        <translation>La source a besoin d’un nom.</translation>
    </message>
    <message>
        <source>Another source has this name.</source>
        <translation>Une autre source porte ce nom.</translation>
    </message>
</context>
<context>
    <name>SourceSign</name>
    <message>
        <source>Sources</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>Another program syncs the sources of this desk.</source>
        <translation>Un autre programme synchronise les sources de cet espace de travail.</translation>
    </message>
    <message>
        <source>The sources are paused.</source>
        <translation>Les sources sont en pause.</translation>
    </message>
    <message>
        <source>Sources: all up to date</source>
        <translation>Sources&#xa0;: toutes à jour</translation>
    </message>
</context>
<context>
    <name>SourcesDialog</name>
    <message>
        <source>Sources</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>&amp;Add source…</source>
        <translation>&amp;Ajouter une source…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Sources of the desk</source>
        <translation>Sources de l’espace de travail</translation>
    </message>
    <message>
        <source>Invoices can come by themselves: from a folder, Google Drive, links or a cloud container.</source>
        <translation>Les factures peuvent arriver d’elles-mêmes : d’un dossier, de Google Drive, de liens ou d’un conteneur dans le cloud.</translation>
    </message>
    <message>
        <source>Add source…</source>
        <translation>Ajouter une source…</translation>
    </message>
    <message>
        <source>Remove the source %1?</source>
        <translation>Retirer la source %1&#x202f;?</translation>
    </message>
    <message>
        <source>All invoices stay on the desk, and nothing is changed at the source. Its key and the list of what came are forgotten.</source>
        <translation>Toutes les factures restent sur l’espace de travail, et rien n’est changé à la source. Sa clé et la liste de ce qui est arrivé sont oubliées.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>La garder</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>New</source>
        <translation>Nouvelle</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>À vérifier</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Acceptée</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportée</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doublon</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejetée</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>What runs in the background</source>
        <translation>Activité en arrière-plan</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message numerus="yes">
        <source>Paused: %n invoice(s) wait</source>
        <translation>
            <numerusform>En pause&#xa0;: %Ln facture attend</numerusform>
            <numerusform>En pause&#xa0;: %Ln factures attendent</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 sur %2</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>encore %Ln seconde</numerusform>
            <numerusform>encore %Ln secondes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>encore %Ln minute</numerusform>
            <numerusform>encore %Ln minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
</context>
<context>
    <name>TemplateChoice</name>
    <message>
        <source>Template of this invoice</source>
        <translation>Modèle de cette facture</translation>
    </message>
    <message>
        <source>Template of this invoice: another one reads it again</source>
        <translation>Modèle de cette facture&#xa0;: un autre la relit</translation>
    </message>
    <message>
        <source>Choose a template for this invoice</source>
        <translation>Choisir un modèle pour cette facture</translation>
    </message>
    <message>
        <source>Template library</source>
        <translation>Bibliothèque de modèles</translation>
    </message>
</context>
<context>
    <name>TemplateCommands</name>
    <message>
        <source>Open an invoice first: a template begins with regions on its page.</source>
        <translation>Ouvrez d’abord une facture&#xa0;: un modèle commence par des zones sur sa page.</translation>
    </message>
    <message>
        <source>A new template: draw a box around each value, then read the invoice.</source>
        <translation>Un nouveau modèle&#xa0;: dessinez un cadre autour de chaque valeur, puis lisez la facture.</translation>
    </message>
    <message>
        <source>Templates and corner points (*.json)</source>
        <translation>Modèles et points de coin (*.json)</translation>
    </message>
    <message>
        <source>Import templates</source>
        <translation>Importer des modèles</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%Ln modèle importé.</numerusform>
            <numerusform>%Ln modèles importés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read by “%1” now.</source>
        <translation>Lue maintenant par «&#xa0;%1&#xa0;».</translation>
    </message>
</context>
<context>
    <name>TemplateDelegate</name>
    <message>
        <source>Version %1 · %2 by %3</source>
        <translation>Version %1 · %2 par %3</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>draw a region</source>
        <translation>dessiner une zone</translation>
    </message>
    <message numerus="yes">
        <source>move %n region(s)</source>
        <translation>
            <numerusform>déplacer %Ln zone</numerusform>
            <numerusform>déplacer %Ln zones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>delete %n region(s)</source>
        <translation>
            <numerusform>supprimer %Ln zone</numerusform>
            <numerusform>supprimer %Ln zones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>paste %n region(s)</source>
        <translation>
            <numerusform>coller %Ln zone</numerusform>
            <numerusform>coller %Ln zones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>duplicate %n region(s)</source>
        <translation>
            <numerusform>dupliquer %Ln zone</numerusform>
            <numerusform>dupliquer %Ln zones</numerusform>
        </translation>
    </message>
    <message>
        <source>edit the field</source>
        <translation>modifier le champ</translation>
    </message>
    <message>
        <source>name the region</source>
        <translation>nommer la zone</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>renommer</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Modèle</translation>
    </message>
</context>
<context>
    <name>TemplateLibrary</name>
    <message>
        <source>Undone: %1</source>
        <translation>Annulé&#xa0;: %1</translation>
    </message>
    <message>
        <source>no invoice is open</source>
        <translation>aucune facture n’est ouverte</translation>
    </message>
    <message>
        <source>open one, then begin its template</source>
        <translation>ouvrez-en une, puis commencez son modèle</translation>
    </message>
    <message>
        <source>no invoice uses “%1” yet</source>
        <translation>aucune facture n’utilise encore «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>open an invoice of this layout and choose the template beside its page</source>
        <translation>ouvrez une facture de cette mise en page et choisissez le modèle à côté de sa page</translation>
    </message>
    <message>
        <source>Renamed “%1” to “%2”</source>
        <translation>«&#xa0;%1&#xa0;» renommé en «&#xa0;%2&#xa0;»</translation>
    </message>
    <message>
        <source>Copied “%2” as “%1”</source>
        <translation>«&#xa0;%2&#xa0;» copié sous le nom «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Deleted “%1”; invoices keep their values</source>
        <translation>«&#xa0;%1&#xa0;» supprimé&#x202f;; les factures gardent leurs valeurs</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) deleted; invoices keep their values</source>
        <translation>
            <numerusform>%Ln modèle supprimé&#x202f;; les factures gardent leurs valeurs</numerusform>
            <numerusform>%Ln modèles supprimés&#x202f;; les factures gardent leurs valeurs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) brought back</source>
        <translation>
            <numerusform>%Ln modèle restauré</numerusform>
            <numerusform>%Ln modèles restaurés</numerusform>
        </translation>
    </message>
    <message>
        <source>Version %2 of “%1” holds again</source>
        <translation>La version %2 de «&#xa0;%1&#xa0;» est de nouveau en vigueur</translation>
    </message>
    <message>
        <source>Templates and corner points (*.json)</source>
        <translation>Modèles et points de coin (*.json)</translation>
    </message>
    <message>
        <source>Import templates</source>
        <translation>Importer des modèles</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%Ln modèle importé.</numerusform>
            <numerusform>%Ln modèles importés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export templates to</source>
        <translation>Exporter les modèles vers</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) written to %1</source>
        <translation>
            <numerusform>%Ln modèle écrit dans %1</numerusform>
            <numerusform>%Ln modèles écrits dans %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateTrial</name>
    <message>
        <source>There is nothing to try yet: draw a region first.</source>
        <translation>Il n’y a encore rien à essayer&#xa0;: dessinez d’abord une zone.</translation>
    </message>
    <message>
        <source>Invoices of this template (%1)</source>
        <translation>Factures de ce modèle (%1)</translation>
    </message>
    <message>
        <source>Invoices that the list shows (%1)</source>
        <translation>Factures affichées dans la liste (%1)</translation>
    </message>
    <message>
        <source>The open invoice</source>
        <translation>La facture ouverte</translation>
    </message>
    <message numerus="yes">
        <source>%n of them would stay as they are: accepted, or of another template.</source>
        <translation>
            <numerusform>%Ln d’entre elles resterait telle quelle&#xa0;: acceptée, ou d’un autre modèle.</numerusform>
            <numerusform>%Ln d’entre elles resteraient telles quelles&#xa0;: acceptées, ou d’un autre modèle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was tried.</source>
        <translation>Rien n’a été essayé.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n invoice(s) read without a doubt</source>
        <translation>
            <numerusform>%1 facture sur %Ln lue sans aucun doute</numerusform>
            <numerusform>%1 factures sur %Ln lues sans aucun doute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) that a person had corrected would be read right</source>
        <translation>
            <numerusform>%Ln valeur qu’une personne avait corrigée serait bien lue</numerusform>
            <numerusform>%Ln valeurs qu’une personne avait corrigées seraient bien lues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) that a person corrected would no longer be read right</source>
        <translation>
            <numerusform>%Ln valeur qu’une personne a corrigée ne serait plus bien lue</numerusform>
            <numerusform>%Ln valeurs qu’une personne a corrigées ne seraient plus bien lues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) better</source>
        <translation>
            <numerusform>%Ln valeur mieux lue</numerusform>
            <numerusform>%Ln valeurs mieux lues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) worse</source>
        <translation>
            <numerusform>%Ln valeur moins bien lue</numerusform>
            <numerusform>%Ln valeurs moins bien lues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) different</source>
        <translation>
            <numerusform>%Ln valeur différente</numerusform>
            <numerusform>%Ln valeurs différentes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) could not be read</source>
        <translation>
            <numerusform>%Ln facture n’a pas pu être lue</numerusform>
            <numerusform>%Ln factures n’ont pas pu être lues</numerusform>
        </translation>
    </message>
    <message>
        <source>as many as now</source>
        <translation>autant que maintenant</translation>
    </message>
    <message numerus="yes">
        <source>%n more than now</source>
        <translation>
            <numerusform>%Ln de plus que maintenant</numerusform>
            <numerusform>%Ln de plus que maintenant</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fewer than now</source>
        <translation>
            <numerusform>%Ln de moins que maintenant</numerusform>
            <numerusform>%Ln de moins que maintenant</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept “%1”; its invoices are read again.</source>
        <translation>«&#xa0;%1&#xa0;» conservé&#x202f;; ses factures sont relues.</translation>
    </message>
</context>
<context>
    <name>TemplateWords</name>
    <message>
        <source>No field changed</source>
        <translation>Aucun champ modifié</translation>
    </message>
    <message>
        <source>%1 renamed to %2</source>
        <translation>%1 renommé en %2</translation>
    </message>
    <message>
        <source>Added: %1</source>
        <translation>Ajouté&#xa0;: %1</translation>
    </message>
    <message>
        <source>Removed: %1</source>
        <translation>Retiré&#xa0;: %1</translation>
    </message>
    <message>
        <source>Moved: %1</source>
        <translation>Déplacé&#xa0;: %1</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>Modifié&#xa0;: %1</translation>
    </message>
    <message>
        <source>Another page size</source>
        <translation>Une autre taille de page</translation>
    </message>
    <message>
        <source>Another picture of the page</source>
        <translation>Une autre image de la page</translation>
    </message>
    <message>
        <source>Another order of the fields</source>
        <translation>Un autre ordre des champs</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>New value</source>
        <translation>Nouvelle valeur</translation>
    </message>
</context>
<context>
    <name>ThresholdStrip</name>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>Values less sure than this go to review</source>
        <translation>Les valeurs moins sûres que ce seuil vont en vérification</translation>
    </message>
    <message>
        <source>No invoice is read yet.</source>
        <translation>Aucune facture n’est encore lue.</translation>
    </message>
    <message>
        <source>At %1: %2 of %3 invoices would go to review.</source>
        <translation>À %1&#xa0;: %2 factures sur %3 iraient en vérification.</translation>
    </message>
</context>
<context>
    <name>TrainingDialog</name>
    <message>
        <source>Digits: how well they are read</source>
        <translation>Chiffres&#xa0;: qualité de lecture</translation>
    </message>
    <message>
        <source>&amp;Evaluate</source>
        <translation>É&amp;valuer</translation>
    </message>
    <message>
        <source>&amp;Learn from my corrections</source>
        <translation>&amp;Apprendre de mes corrections</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>A&amp;rrêter</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>How they are read</source>
        <translation>Qualité de lecture</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Apprentissage</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>The model in use goes on learning from the numbers that you corrected, confirmed or accepted, and rehearses drawn ones so that it forgets nothing. It takes minutes and can be stopped; invoices are read meanwhile, more slowly. A quarter of your invoices is never learnt from: by them the new model is judged, and it is taken into use only if it is better.</source>
        <translation>Le modèle utilisé continue d’apprendre des nombres que vous avez corrigés, confirmés ou acceptés, et révise des nombres générés pour ne rien oublier. Cela prend quelques minutes et peut être arrêté&#x202f;; les factures sont lues pendant ce temps, plus lentement. D’un quart de vos factures, rien n’est jamais appris&#xa0;: elles servent à juger le nouveau modèle, qui n’est utilisé que s’il est meilleur.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Invoice Desk</source>
        <translation>Ouvrir Invoice Desk</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Synchroniser</translation>
    </message>
    <message>
        <source>Pause the sync</source>
        <translation>Suspendre la synchronisation</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Resume the sync</source>
        <translation>Reprendre la synchronisation</translation>
    </message>
    <message>
        <source>Invoice Desk: the sync is paused</source>
        <translation>Invoice Desk&#xa0;: synchronisation en pause</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message>
        <source>Try the template %1</source>
        <translation>Essayer le modèle %1</translation>
    </message>
    <message>
        <source>Nothing of it changes the desk until you keep it.</source>
        <translation>Rien ne change dans l’espace de travail tant que vous ne le conservez pas.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lecture…</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Essayer</translation>
    </message>
    <message numerus="yes">
        <source>Keep it and read %n invoice(s) again</source>
        <translation>
            <numerusform>Le conserver et relire %Ln facture</numerusform>
            <numerusform>Le conserver et relire %Ln factures</numerusform>
        </translation>
    </message>
    <message>
        <source>What would be read</source>
        <translation>Ce qui serait lu</translation>
    </message>
    <message>
        <source>better</source>
        <translation>mieux</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>moins bien</translation>
    </message>
    <message>
        <source>different</source>
        <translation>différent</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nouveau</translation>
    </message>
    <message>
        <source>On which invoices</source>
        <translation>Sur quelles factures</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>TrialModel</name>
    <message>
        <source>Invoice</source>
        <translation>Facture</translation>
    </message>
    <message>
        <source>A person said %1: it agrees</source>
        <translation>Une personne a dit %1&#xa0;: cela concorde</translation>
    </message>
    <message>
        <source>A person said %1: it does not agree</source>
        <translation>Une personne a dit %1&#xa0;: cela ne concorde pas</translation>
    </message>
    <message>
        <source>As it is kept now: %1</source>
        <translation>Comme conservé maintenant&#xa0;: %1</translation>
    </message>
    <message>
        <source>Better: %1, until now %2</source>
        <translation>Mieux&#xa0;: %1, jusqu’ici %2</translation>
    </message>
    <message>
        <source>Worse: %1, until now %2</source>
        <translation>Moins bien&#xa0;: %1, jusqu’ici %2</translation>
    </message>
    <message>
        <source>Different: %1, until now %2</source>
        <translation>Différent&#xa0;: %1, jusqu’ici %2</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>Nouveau&#xa0;: %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
</context>
<context>
    <name>Trying</name>
    <message>
        <source>&amp;Try</source>
        <translation>&amp;Essayer</translation>
    </message>
    <message>
        <source>List the first files; nothing is fetched</source>
        <translation>Lister les premiers fichiers&#x202f;; rien n’est téléchargé</translation>
    </message>
    <message>
        <source>Files that would come</source>
        <translation>Fichiers qui viendraient</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Recherche…</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) would come.</source>
        <translation>
            <numerusform>%Ln fichier viendrait.</numerusform>
            <numerusform>%Ln fichiers viendraient.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n file(s); there are more.</source>
        <translation>
            <numerusform>Le premier fichier&#x202f;; il y en a d’autres.</numerusform>
            <numerusform>Les %Ln premiers fichiers&#x202f;; il y en a d’autres.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would be passed over.</source>
        <translation>
            <numerusform>%Ln serait ignoré.</numerusform>
            <numerusform>%Ln seraient ignorés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Others are still being written.</source>
        <translation>D’autres sont encore en cours d’écriture.</translation>
    </message>
</context>
<context>
    <name>UndoNotice</name>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Annuler (Ctrl+Z)</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Annuler&#xa0;: %1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Rétablir&#xa0;: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
</context>
<context>
    <name>UsualField</name>
    <message>
        <source>Invoice number</source>
        <translation>Numéro de facture</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>Fournisseur</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>Numéro de TVA</translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>Total HT</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>TVA</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total TTC</translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>Date d’échéance</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>Client</translation>
    </message>
</context>
<context>
    <name>ValueCard</name>
    <message>
        <source>Confirm</source>
        <translation>Confirmer</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>The reading is right (Enter)</source>
        <translation>La lecture est juste (Entrée)</translation>
    </message>
    <message>
        <source>Take your word back: the reading stands again (Alt+W)</source>
        <translation>Retirer votre correction&#xa0;: la lecture fait foi de nouveau (Alt+W)</translation>
    </message>
    <message>
        <source>Take what the second reader read (Alt+0)</source>
        <translation>Prendre ce qu’a lu le second lecteur (Alt+0)</translation>
    </message>
    <message>
        <source>Second reader: %1   Alt+0</source>
        <translation>Second lecteur&#xa0;: %1   Alt+0</translation>
    </message>
</context>
<context>
    <name>ValueEditor</name>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>coché</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>non coché</translation>
    </message>
    <message>
        <source>correct %1</source>
        <translation>corriger %1</translation>
    </message>
    <message>
        <source>confirm %1</source>
        <translation>confirmer %1</translation>
    </message>
    <message>
        <source>withdraw %1</source>
        <translation>retirer %1</translation>
    </message>
    <message>
        <source>edit %1</source>
        <translation>modifier %1</translation>
    </message>
</context>
<context>
    <name>ValueList</name>
    <message>
        <source>Values</source>
        <translation>Valeurs</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Versions of %1</source>
        <translation>Versions de %1</translation>
    </message>
    <message>
        <source>Make it the newest version</source>
        <translation>En faire la version la plus récente</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Ce qui a changé</translation>
    </message>
    <message>
        <source>Invoices</source>
        <translation>Factures</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Invoices that were read keep their values and the version that read them.</source>
        <translation>Les factures lues gardent leurs valeurs et la version qui les a lues.</translation>
    </message>
</context>
<context>
    <name>WorkCommands</name>
    <message>
        <source>Accepting</source>
        <translation>Acceptation</translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) accepted.</source>
        <translation>
            <numerusform>%Ln facture acceptée.</numerusform>
            <numerusform>%Ln factures acceptées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%Ln modèle importé.</numerusform>
            <numerusform>%Ln modèles importés.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WrongList</name>
    <message>
        <source>Numbers that are read wrong</source>
        <translation>Nombres mal lus</translation>
    </message>
</context>
<context>
    <name>WrongModel</name>
    <message>
        <source>%1 was read as %2, %3 sure</source>
        <translation>%1 a été lu %2, sûr à %3</translation>
    </message>
    <message>
        <source>%1 was not read</source>
        <translation>%1 n’a pas été lu</translation>
    </message>
</context>
<context>
    <name>_Delegate</name>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;Open files…</source>
        <translation>&amp;Ouvrir des fichiers…</translation>
    </message>
    <message>
        <source>Open a &amp;folder…</source>
        <translation>Ouvrir un &amp;dossier…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>Co&amp;ller</translation>
    </message>
    <message>
        <source>Add the &amp;samples</source>
        <translation>Ajouter les e&amp;xemples</translation>
    </message>
    <message>
        <source>&amp;Import templates…</source>
        <translation>&amp;Importer des modèles…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>&amp;Report of this invoice…</source>
        <translation>&amp;Rapport de cette facture…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Find an invoice</source>
        <translation>Rec&amp;hercher une facture</translation>
    </message>
    <message>
        <source>&amp;Draw regions</source>
        <translation>&amp;Dessiner des zones</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Zoom a&amp;vant</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Zoom a&amp;rrière</translation>
    </message>
    <message>
        <source>Fit the &amp;page</source>
        <translation>&amp;Page entière</translation>
    </message>
    <message>
        <source>Fit the &amp;width</source>
        <translation>&amp;Largeur de la page</translation>
    </message>
    <message>
        <source>&amp;Rotate the view</source>
        <translation>&amp;Tourner la vue</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Page précédente</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Page suivante</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>&amp;Sombre</translation>
    </message>
    <message>
        <source>Paus&amp;e or go on</source>
        <translation>M&amp;ettre en pause ou reprendre</translation>
    </message>
    <message>
        <source>Accept all that are s&amp;ure</source>
        <translation>Accepter toutes les &amp;sûres</translation>
    </message>
    <message>
        <source>Go to what is in doub&amp;t</source>
        <translation>Aller à ce qui est douteu&amp;x</translation>
    </message>
    <message>
        <source>Is no dup&amp;licate</source>
        <translation>N’est pas un &amp;doublon</translation>
    </message>
    <message>
        <source>&amp;Read this invoice</source>
        <translation>&amp;Lire cette facture</translation>
    </message>
    <message>
        <source>So&amp;urces…</source>
        <translation>So&amp;urces…</translation>
    </message>
    <message>
        <source>Open another &amp;desk…</source>
        <translation>Ouvrir un &amp;autre espace de travail…</translation>
    </message>
    <message>
        <source>&amp;New desk…</source>
        <translation>&amp;Nouvel espace de travail…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>Ré&amp;glages…</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>Ta&amp;ille réelle</translation>
    </message>
    <message>
        <source>Fit the &amp;selection</source>
        <translation>Ajuster à la sélectio&amp;n</translation>
    </message>
    <message>
        <source>&amp;Brightness and contrast…</source>
        <translation>L&amp;uminosité et contraste…</translation>
    </message>
    <message>
        <source>Read all that &amp;wait</source>
        <translation>Lire tout ce qui &amp;attend</translation>
    </message>
    <message>
        <source>&amp;Stop reading</source>
        <translation>A&amp;rrêter la lecture</translation>
    </message>
    <message>
        <source>What runs in the &amp;background</source>
        <translation>Activité en arrière-pla&amp;n</translation>
    </message>
    <message>
        <source>&amp;Accept and go on</source>
        <translation>Acce&amp;pter et continuer</translation>
    </message>
    <message>
        <source>Re&amp;open</source>
        <translation>R&amp;ouvrir</translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation>Re&amp;jeter</translation>
    </message>
    <message>
        <source>&amp;Delete the invoice</source>
        <translation>S&amp;upprimer la facture</translation>
    </message>
    <message>
        <source>&amp;Next invoice</source>
        <translation>Facture sui&amp;vante</translation>
    </message>
    <message>
        <source>&amp;Previous invoice</source>
        <translation>Facture précéden&amp;te</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>&amp;Historique…</translation>
    </message>
    <message>
        <source>Doubtful &amp;glyphs…</source>
        <translation>Véri&amp;fier les caractères douteux…</translation>
    </message>
    <message>
        <source>&amp;New template from this invoice</source>
        <translation>&amp;Nouveau modèle à partir de cette facture</translation>
    </message>
    <message>
        <source>Template &amp;library…</source>
        <translation>&amp;Bibliothèque de modèles…</translation>
    </message>
    <message>
        <source>&amp;Rename the template</source>
        <translation>&amp;Renommer le modèle</translation>
    </message>
    <message>
        <source>Read all &amp;fields of this page for a try</source>
        <translation>Lire tous les &amp;champs de cette page pour essai</translation>
    </message>
    <message>
        <source>&amp;Try the template on invoices…</source>
        <translation>&amp;Essayer le modèle sur des factures…</translation>
    </message>
    <message>
        <source>D&amp;igits: how well they are read…</source>
        <translation>&amp;Chiffres&#xa0;: qualité de lecture…</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>Palette de &amp;commandes…</translation>
    </message>
    <message>
        <source>&amp;First steps</source>
        <translation>Pre&amp;miers pas</translation>
    </message>
    <message>
        <source>&amp;About Invoice Desk</source>
        <translation>À &amp;propos d’Invoice Desk</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>É&amp;dition</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>&amp;Modèle</translation>
    </message>
    <message>
        <source>&amp;Invoice</source>
        <translation>Fa&amp;cture</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;ide</translation>
    </message>
</context>
<context>
    <name>doubt</name>
    <message>
        <source>nothing is printed in the box</source>
        <translation>rien n’est imprimé dans le cadre</translation>
    </message>
    <message>
        <source>something is printed, but it could not be read</source>
        <translation>quelque chose est imprimé, mais n’a pas pu être lu</translation>
    </message>
    <message>
        <source>the print goes on outside the box</source>
        <translation>l’impression continue hors du cadre</translation>
    </message>
    <message>
        <source>the document has no page %1</source>
        <translation>le document n’a pas de page %1</translation>
    </message>
    <message>
        <source>the box lies outside the page</source>
        <translation>le cadre se trouve hors de la page</translation>
    </message>
    <message>
        <source>the page has not the shape of the template&apos;s: %1</source>
        <translation>la page n’a pas la forme de celle du modèle&#xa0;: %1</translation>
    </message>
    <message>
        <source>the reader is only %1 sure</source>
        <translation>le lecteur n’est sûr qu’à %1</translation>
    </message>
    <message>
        <source>a second reader read %1</source>
        <translation>un second lecteur a lu %1</translation>
    </message>
    <message>
        <source>no reader for this field: %1</source>
        <translation>aucun lecteur pour ce champ&#xa0;: %1</translation>
    </message>
    <message>
        <source>no number can be understood in it</source>
        <translation>aucun nombre n’y est reconnu</translation>
    </message>
    <message>
        <source>no date can be understood in it</source>
        <translation>aucune date n’y est reconnue</translation>
    </message>
    <message>
        <source>%1 may be a decimal or a thousands mark</source>
        <translation>%1 peut être un séparateur décimal ou de milliers</translation>
    </message>
    <message>
        <source>the separators contradict each other: %1</source>
        <translation>les séparateurs se contredisent&#xa0;: %1</translation>
    </message>
    <message>
        <source>day and month cannot be told apart: %1</source>
        <translation>le jour et le mois ne se distinguent pas&#xa0;: %1</translation>
    </message>
    <message>
        <source>the date is not in the template&apos;s order: %1</source>
        <translation>la date n’est pas dans l’ordre du modèle&#xa0;: %1</translation>
    </message>
    <message>
        <source>the year has two digits: %1</source>
        <translation>l’année n’a que deux chiffres&#xa0;: %1</translation>
    </message>
    <message>
        <source>no invoice is likely to bear this year: %1</source>
        <translation>aucune facture ne porte vraisemblablement cette année&#xa0;: %1</translation>
    </message>
    <message>
        <source>the calendar is not certain: %1</source>
        <translation>le calendrier n’est pas certain&#xa0;: %1</translation>
    </message>
    <message>
        <source>the sign stands for several currencies: %1</source>
        <translation>le signe désigne plusieurs monnaies&#xa0;: %1</translation>
    </message>
    <message>
        <source>the printed currency %1 is not the template&apos;s</source>
        <translation>la monnaie imprimée %1 n’est pas celle du modèle</translation>
    </message>
    <message>
        <source>more than one value is printed: %1</source>
        <translation>plus d’une valeur est imprimée&#xa0;: %1</translation>
    </message>
    <message>
        <source>a part is not understood: %1</source>
        <translation>une partie n’est pas comprise&#xa0;: %1</translation>
    </message>
    <message>
        <source>the text does not match the pattern %1</source>
        <translation>le texte ne correspond pas au motif %1</translation>
    </message>
    <message>
        <source>the field is required</source>
        <translation>le champ est obligatoire</translation>
    </message>
</context>
<context>
    <name>filling</name>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>first_steps</name>
    <message>
        <source>Bring invoices in</source>
        <translation>Apporter des factures</translation>
    </message>
    <message>
        <source>Open files, drop them anywhere on the window, let a source bring them, or try the samples.</source>
        <translation>Ouvrez des fichiers, déposez-les n’importe où dans la fenêtre, laissez une source les apporter, ou essayez les exemples.</translation>
    </message>
    <message>
        <source>Draw a box around each value</source>
        <translation>Dessiner un cadre autour de chaque valeur</translation>
    </message>
    <message>
        <source>Once for each layout: switch drawing on, drag a box around a value and name it; then read. Invoices that look alike read themselves from then on.</source>
        <translation>Une fois par mise en page&#xa0;: activez le dessin, tracez un cadre autour d’une valeur et nommez-la&#x202f;; puis lisez. Les factures semblables se lisent ensuite d’elles-mêmes.</translation>
    </message>
    <message>
        <source>Check what is in doubt, and export</source>
        <translation>Vérifier ce qui est douteux, et exporter</translation>
    </message>
    <message>
        <source>Enter goes from doubt to doubt; accept the invoice when all is right. What is accepted goes to Excel, CSV or JSON.</source>
        <translation>Entrée va de doute en doute&#x202f;; acceptez la facture quand tout est juste. Ce qui est accepté part vers Excel, CSV ou JSON.</translation>
    </message>
</context>
<context>
    <name>floor</name>
    <message>
        <source>is empty (0 bytes)</source>
        <translation>est vide (0 octet)</translation>
    </message>
    <message>
        <source>is %1 MB; the limit is %2 MB</source>
        <translation>fait %1 Mo&#x202f;; la limite est de %2 Mo</translation>
    </message>
    <message>
        <source>has no page</source>
        <translation>n’a aucune page</translation>
    </message>
    <message>
        <source>has more than %1 pages</source>
        <translation>a plus de %1 pages</translation>
    </message>
    <message>
        <source>is too small to read: %1, each side needs %2</source>
        <translation>est trop petit pour être lu&#xa0;: %1, chaque côté doit en avoir %2</translation>
    </message>
    <message>
        <source>is too long: %1, a side may have %2</source>
        <translation>est trop long&#xa0;: %1, un côté peut en avoir %2</translation>
    </message>
    <message>
        <source>is too large: %1 are %2 MP, the limit is %3 MP</source>
        <translation>est trop grand&#xa0;: %1 font %2 Mpx, la limite est de %3 Mpx</translation>
    </message>
    <message>
        <source>is too large: over %1 MP</source>
        <translation>est trop grand&#xa0;: plus de %1 Mpx</translation>
    </message>
    <message>
        <source>is a picture with the ending .pdf</source>
        <translation>est une image avec l’extension .pdf</translation>
    </message>
    <message>
        <source>is a PDF with the ending %1</source>
        <translation>est un PDF avec l’extension %1</translation>
    </message>
    <message>
        <source>has the ending %1, but its content is of another kind</source>
        <translation>a l’extension %1, mais son contenu est d’un autre type</translation>
    </message>
    <message>
        <source>is not a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file</source>
        <translation>n’est pas un fichier PNG, JPEG, TIFF, WebP, BMP, HEIC ou PDF</translation>
    </message>
    <message>
        <source>is a folder</source>
        <translation>est un dossier</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>n’est pas un fichier ordinaire</translation>
    </message>
    <message>
        <source>is not there</source>
        <translation>n’existe pas</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>ne peut pas être lu</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>ne peut pas être lu&#xa0;: %1</translation>
    </message>
    <message>
        <source>cannot be read for an unexpected reason: %1</source>
        <translation>ne peut pas être lu pour une raison inattendue&#xa0;: %1</translation>
    </message>
    <message>
        <source>is a broken PDF</source>
        <translation>est un PDF endommagé</translation>
    </message>
    <message>
        <source>is an encrypted PDF</source>
        <translation>est un PDF chiffré</translation>
    </message>
    <message>
        <source>is a PDF with unknown encryption</source>
        <translation>est un PDF au chiffrement inconnu</translation>
    </message>
    <message>
        <source>is a PDF that takes too much memory or is broken</source>
        <translation>est un PDF endommagé ou trop gourmand en mémoire</translation>
    </message>
    <message>
        <source>takes more than %1 seconds to open</source>
        <translation>met plus de %1 secondes à s’ouvrir</translation>
    </message>
    <message>
        <source>page %1 of the PDF has no size</source>
        <translation>la page %1 du PDF n’a pas de dimensions</translation>
    </message>
    <message>
        <source>page %1 of the PDF is too large: %2</source>
        <translation>la page %1 du PDF est trop grande&#xa0;: %2</translation>
    </message>
    <message>
        <source>page %1 of the PDF is too small to read: %2</source>
        <translation>la page %1 du PDF est trop petite pour être lue&#xa0;: %2</translation>
    </message>
    <message>
        <source>holds a picture of %1, too large to be decoded</source>
        <translation>contient une image de %1, trop grande pour être décodée</translation>
    </message>
    <message>
        <source>is cut short: its end is missing</source>
        <translation>est tronqué&#xa0;: la fin manque</translation>
    </message>
    <message>
        <source>holds a description that unpacks to an unsafe size</source>
        <translation>contient une description qui se décompresse à une taille dangereuse</translation>
    </message>
    <message>
        <source>is a broken picture</source>
        <translation>est une image endommagée</translation>
    </message>
    <message>
        <source>would take too long to decode: %1 scans of %2 pixels</source>
        <translation>serait trop long à décoder&#xa0;: %1 passes de %2 pixels</translation>
    </message>
    <message>
        <source>does not fit into memory</source>
        <translation>ne tient pas en mémoire</translation>
    </message>
    <message>
        <source>was changed while it was taken in</source>
        <translation>a été modifié pendant son ajout</translation>
    </message>
    <message>
        <source>page %1 has no size</source>
        <translation>la page %1 n’a pas de dimensions</translation>
    </message>
    <message>
        <source>the picture of page %1 cannot be read</source>
        <translation>l’image de la page %1 ne peut pas être lue</translation>
    </message>
    <message>
        <source>the program died while reading it, and again when it was tried alone: %1</source>
        <translation>le programme s’est arrêté en la lisant, et encore quand elle a été essayée seule&#xa0;: %1</translation>
    </message>
    <message>
        <source>cannot be written: %1</source>
        <translation>ne peut pas être écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>cannot be written: the disk is full; nothing was changed</source>
        <translation>ne peut pas être écrit&#xa0;: le disque est plein&#x202f;; rien n’a été changé</translation>
    </message>
    <message>
        <source>the disk fails or is full: %1</source>
        <translation>le disque est défaillant ou plein&#xa0;: %1</translation>
    </message>
    <message>
        <source>the original cannot be kept: %1</source>
        <translation>l’original ne peut pas être conservé&#xa0;: %1</translation>
    </message>
    <message>
        <source>is gone: %1</source>
        <translation>a disparu&#xa0;: %1</translation>
    </message>
    <message>
        <source>was changed by another program meanwhile</source>
        <translation>a été modifié entre-temps par un autre programme</translation>
    </message>
    <message>
        <source>seems to be open in another program: %1 lies beside it</source>
        <translation>semble ouvert dans un autre programme&#xa0;: %1 se trouve à côté</translation>
    </message>
    <message>
        <source>is encrypted with a password, or in the format of before 2007</source>
        <translation>est protégé par un mot de passe, ou au format d’avant 2007</translation>
    </message>
    <message>
        <source>is no workbook: it is not a zip file</source>
        <translation>n’est pas un classeur&#xa0;: ce n’est pas un fichier zip</translation>
    </message>
    <message>
        <source>rows can be added to an Excel workbook, not to %1</source>
        <translation>des lignes s’ajoutent à un classeur Excel, pas à %1</translation>
    </message>
    <message>
        <source>has the ending %1, which no format has</source>
        <translation>a l’extension %1, qu’aucun format ne porte</translation>
    </message>
    <message>
        <source>has no ending</source>
        <translation>n’a pas d’extension</translation>
    </message>
    <message>
        <source>there is no column %1</source>
        <translation>il n’y a pas de colonne %1</translation>
    </message>
    <message>
        <source>the sheet %1 would have %2 rows and %3 columns; Excel holds %4 and %5</source>
        <translation>la feuille %1 aurait %2 lignes et %3 colonnes&#x202f;; Excel en accepte %4 et %5</translation>
    </message>
    <message>
        <source>the sheet %1 would have more than %2 rows, which Excel does not hold</source>
        <translation>la feuille %1 aurait plus de %2 lignes, ce qu’Excel n’accepte pas</translation>
    </message>
    <message>
        <source>no invoice is accepted, so nothing is exported</source>
        <translation>aucune facture n’est acceptée, rien n’est donc exporté</translation>
    </message>
    <message>
        <source>the export was stopped, so nothing was written</source>
        <translation>l’export a été arrêté, rien n’a donc été écrit</translation>
    </message>
    <message>
        <source>a check fails on invoice %1</source>
        <translation>un contrôle échoue sur la facture %1</translation>
    </message>
    <message>
        <source>a check fails on invoices %1</source>
        <translation>un contrôle échoue sur les factures %1</translation>
    </message>
    <message>
        <source>invoice %1 is not accepted</source>
        <translation>la facture %1 n’est pas acceptée</translation>
    </message>
    <message>
        <source>invoices %1 are not accepted</source>
        <translation>les factures %1 ne sont pas acceptées</translation>
    </message>
    <message>
        <source>invoice %1 is not there to be exported: never read, or deleted</source>
        <translation>la facture %1 ne peut pas être exportée&#xa0;: jamais lue ou supprimée</translation>
    </message>
    <message>
        <source>invoices %1 are not there to be exported: never read, or deleted</source>
        <translation>les factures %1 ne peuvent pas être exportées&#xa0;: jamais lues ou supprimées</translation>
    </message>
    <message>
        <source>invoice %1 was not read yet</source>
        <translation>la facture %1 n’a pas encore été lue</translation>
    </message>
    <message>
        <source>the desk has no invoice %1</source>
        <translation>l’espace de travail n’a pas de facture %1</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be %3</source>
        <translation>la facture %1 est dans l’état «&#xa0;%2&#xa0;», l’opération «&#xa0;%3&#xa0;» est donc impossible</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be accepted</source>
        <translation>la facture %1 est dans l’état «&#xa0;%2&#xa0;», elle ne peut donc pas être acceptée</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be reopened</source>
        <translation>la facture %1 est dans l’état «&#xa0;%2&#xa0;», elle ne peut donc pas être rouverte</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be rejected</source>
        <translation>la facture %1 est dans l’état «&#xa0;%2&#xa0;», elle ne peut donc pas être rejetée</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be queued</source>
        <translation>la facture %1 est dans l’état «&#xa0;%2&#xa0;», elle ne peut donc pas être mise en attente</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be deleted</source>
        <translation>la facture %1 est dans l’état «&#xa0;%2&#xa0;», elle ne peut donc pas être supprimée</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be set aside as a duplicate</source>
        <translation>la facture %1 est dans l’état «&#xa0;%2&#xa0;», elle ne peut donc pas être mise de côté comme doublon</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so its values cannot be changed</source>
        <translation>la facture %1 est dans l’état «&#xa0;%2&#xa0;», ses valeurs ne peuvent donc pas être changées</translation>
    </message>
    <message>
        <source>invoice %1 is deleted</source>
        <translation>la facture %1 est supprimée</translation>
    </message>
    <message>
        <source>invoice %1 is neither deleted nor rejected</source>
        <translation>la facture %1 n’est ni supprimée ni rejetée</translation>
    </message>
    <message>
        <source>invoice %1 is being read</source>
        <translation>la facture %1 est en cours de lecture</translation>
    </message>
    <message>
        <source>invoice %1 is set aside</source>
        <translation>la facture %1 est mise de côté</translation>
    </message>
    <message>
        <source>invoice %1 may be a duplicate: %2</source>
        <translation>la facture %1 est peut-être un doublon&#xa0;: %2</translation>
    </message>
    <message>
        <source>invoice %1 was never read</source>
        <translation>la facture %1 n’a jamais été lue</translation>
    </message>
    <message>
        <source>invoice %1 has no value %2</source>
        <translation>la facture %1 n’a pas de valeur %2</translation>
    </message>
    <message>
        <source>no template is chosen for invoice %1</source>
        <translation>aucun modèle n’est choisi pour la facture %1</translation>
    </message>
    <message>
        <source>nobody corrected %1 of invoice %2</source>
        <translation>personne n’a corrigé %1 de la facture %2</translation>
    </message>
    <message>
        <source>%1 of invoice %2 was corrected already</source>
        <translation>%1 de la facture %2 a déjà été corrigé</translation>
    </message>
    <message>
        <source>%1 is neither yes nor no</source>
        <translation>%1 n’est ni oui ni non</translation>
    </message>
    <message>
        <source>%1 is no %2</source>
        <translation>%1 ne convient pas (%2)</translation>
    </message>
    <message>
        <source>%1 is no date</source>
        <translation>%1 n’est pas une date</translation>
    </message>
    <message>
        <source>%1 is no amount</source>
        <translation>%1 n’est pas un montant</translation>
    </message>
    <message>
        <source>%1 is no number</source>
        <translation>%1 n’est pas un nombre</translation>
    </message>
    <message>
        <source>%1 is no identifier</source>
        <translation>%1 n’est pas un identifiant</translation>
    </message>
    <message>
        <source>something unexpected happened: %1</source>
        <translation>un événement inattendu s’est produit&#xa0;: %1</translation>
    </message>
    <message>
        <source>the desk has no template %1</source>
        <translation>l’espace de travail n’a pas de modèle %1</translation>
    </message>
    <message>
        <source>the desk has no deleted template %1</source>
        <translation>l’espace de travail n’a pas de modèle supprimé %1</translation>
    </message>
    <message>
        <source>the desk has no template version %1</source>
        <translation>l’espace de travail n’a pas de version de modèle %1</translation>
    </message>
    <message>
        <source>the template %1 is no longer there</source>
        <translation>le modèle %1 n’existe plus</translation>
    </message>
    <message>
        <source>is not a template: no JSON object</source>
        <translation>n’est pas un modèle&#xa0;: aucun objet JSON</translation>
    </message>
    <message>
        <source>is not a template: it has no &quot;format&quot;</source>
        <translation>n’est pas un modèle&#xa0;: il n’a pas de «&#xa0;format&#xa0;»</translation>
    </message>
    <message>
        <source>has the unknown format %1; this version reads %2</source>
        <translation>a le format inconnu %1&#x202f;; cette version lit %2</translation>
    </message>
    <message>
        <source>has no fields, so nothing would be read</source>
        <translation>n’a pas de champs, rien ne serait donc lu</translation>
    </message>
    <message>
        <source>is not JSON: %1</source>
        <translation>n’est pas du JSON&#xa0;: %1</translation>
    </message>
    <message>
        <source>is larger than %1 MB, which no template is</source>
        <translation>dépasse %1 Mo, ce qu’aucun modèle ne fait</translation>
    </message>
    <message>
        <source>holds no NAME.template.json file</source>
        <translation>ne contient aucun fichier NOM.template.json</translation>
    </message>
    <message>
        <source>field %1: %2</source>
        <translation>champ %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>field %1 stands %2 times; each name must be unique</source>
        <translation>le champ %1 figure %2 fois&#x202f;; chaque nom doit être unique</translation>
    </message>
    <message>
        <source>field %1: box lies outside the page</source>
        <translation>champ %1&#xa0;: le cadre se trouve hors de la page</translation>
    </message>
    <message>
        <source>is no folder</source>
        <translation>n’est pas un dossier</translation>
    </message>
    <message>
        <source>the desk&apos;s folder cannot be made: %1</source>
        <translation>le dossier de l’espace de travail ne peut pas être créé&#xa0;: %1</translation>
    </message>
    <message>
        <source>cannot be opened: the folder is not there or not yours</source>
        <translation>ne peut pas être ouvert&#xa0;: le dossier n’existe pas ou n’est pas à vous</translation>
    </message>
    <message>
        <source>has originals, but its database %1 is gone or empty</source>
        <translation>contient des originaux, mais sa base de données %1 a disparu ou est vide</translation>
    </message>
    <message>
        <source>lies on a disk that several programs cannot share safely, such as a network disk</source>
        <translation>se trouve sur un disque que plusieurs programmes ne peuvent partager sans risque, comme un disque réseau</translation>
    </message>
    <message>
        <source>is a database of another program</source>
        <translation>est la base de données d’un autre programme</translation>
    </message>
    <message>
        <source>was made by a newer version of Invoice Desk (its step is %1, this one knows %2)</source>
        <translation>a été créé par une version plus récente d’Invoice Desk (étape %1, celle-ci connaît %2)</translation>
    </message>
    <message>
        <source>is read-only, and a desk is written to even by looking at it</source>
        <translation>est en lecture seule, or un espace de travail est écrit dès qu’on le consulte</translation>
    </message>
    <message>
        <source>another program has been writing to it for %1 seconds</source>
        <translation>un autre programme y écrit depuis %1 secondes</translation>
    </message>
    <message>
        <source>its invoices are being read by %1</source>
        <translation>ses factures sont en cours de lecture par %1</translation>
    </message>
    <message>
        <source>cannot be locked: %1</source>
        <translation>ne peut pas être verrouillé&#xa0;: %1</translation>
    </message>
    <message>
        <source>is no database that can be used</source>
        <translation>n’est pas une base de données utilisable</translation>
    </message>
    <message>
        <source>the database refuses: %1</source>
        <translation>la base de données refuse&#xa0;: %1</translation>
    </message>
    <message>
        <source>the database broke the connection off: %1</source>
        <translation>la base de données a coupé la connexion&#xa0;: %1</translation>
    </message>
    <message>
        <source>the database is broken: %1</source>
        <translation>la base de données est endommagée&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 is not installed</source>
        <translation>%1 n’est pas installé</translation>
    </message>
    <message>
        <source>Tesseract&apos;s language data is not there</source>
        <translation>les données linguistiques de Tesseract manquent</translation>
    </message>
    <message>
        <source>Tesseract&apos;s data for the language %1 is not there</source>
        <translation>les données de Tesseract pour la langue %1 manquent</translation>
    </message>
    <message>
        <source>Tesseract cannot load the language data %1</source>
        <translation>Tesseract ne peut pas charger les données linguistiques %1</translation>
    </message>
    <message>
        <source>the program tesseract is not there</source>
        <translation>le programme tesseract est introuvable</translation>
    </message>
    <message>
        <source>the program tesseract failed: %1</source>
        <translation>le programme tesseract a échoué&#xa0;: %1</translation>
    </message>
    <message>
        <source>the font %1 is not there</source>
        <translation>la police %1 manque</translation>
    </message>
    <message>
        <source>%1 is required and nothing was read</source>
        <translation>%1 est obligatoire et rien n’a été lu</translation>
    </message>
    <message>
        <source>%1: %2 does not match %3</source>
        <translation>%1&#xa0;: %2 ne correspond pas à %3</translation>
    </message>
    <message>
        <source>accept some first</source>
        <translation>acceptez-en d’abord</translation>
    </message>
    <message>
        <source>add a field</source>
        <translation>ajoutez un champ</translation>
    </message>
    <message>
        <source>add it again</source>
        <translation>ajoutez-le de nouveau</translation>
    </message>
    <message>
        <source>check its name and folder</source>
        <translation>vérifiez son nom et son dossier</translation>
    </message>
    <message>
        <source>check its name and rights</source>
        <translation>vérifiez son nom et ses droits</translation>
    </message>
    <message>
        <source>check the disk, then try again</source>
        <translation>vérifiez le disque, puis réessayez</translation>
    </message>
    <message>
        <source>check the file and add it again</source>
        <translation>vérifiez le fichier et ajoutez-le de nouveau</translation>
    </message>
    <message>
        <source>check the file&apos;s rights</source>
        <translation>vérifiez les droits du fichier</translation>
    </message>
    <message>
        <source>choose a .template.json file</source>
        <translation>choisissez un fichier .template.json</translation>
    </message>
    <message>
        <source>choose a NAME.template.json file</source>
        <translation>choisissez un fichier NOM.template.json</translation>
    </message>
    <message>
        <source>choose a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file</source>
        <translation>choisissez un fichier PNG, JPEG, TIFF, WebP, BMP, HEIC ou PDF</translation>
    </message>
    <message>
        <source>choose a folder</source>
        <translation>choisissez un dossier</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>choisissez un autre dossier</translation>
    </message>
    <message>
        <source>choose another name or folder</source>
        <translation>choisissez un autre nom ou dossier</translation>
    </message>
    <message>
        <source>choose another one</source>
        <translation>choisissez-en un autre</translation>
    </message>
    <message>
        <source>choose from %1</source>
        <translation>choisissez parmi %1</translation>
    </message>
    <message>
        <source>close it there, or delete that file if it is open nowhere</source>
        <translation>fermez-le là-bas, ou supprimez ce fichier s’il n’est ouvert nulle part</translation>
    </message>
    <message>
        <source>close it where it is open, and export again</source>
        <translation>fermez-le là où il est ouvert, et exportez de nouveau</translation>
    </message>
    <message>
        <source>close it where it is open, or choose another folder</source>
        <translation>fermez-le là où il est ouvert, ou choisissez un autre dossier</translation>
    </message>
    <message>
        <source>close the other window, or try again</source>
        <translation>fermez l’autre fenêtre, ou réessayez</translation>
    </message>
    <message>
        <source>export again</source>
        <translation>exportez de nouveau</translation>
    </message>
    <message>
        <source>export it again</source>
        <translation>exportez-le de nouveau</translation>
    </message>
    <message>
        <source>export it again, or print it to a new PDF and use that</source>
        <translation>exportez-le de nouveau, ou imprimez-le dans un nouveau PDF et utilisez celui-ci</translation>
    </message>
    <message>
        <source>fetch or export it again</source>
        <translation>récupérez-le ou exportez-le de nouveau</translation>
    </message>
    <message>
        <source>fetch or scan it again</source>
        <translation>récupérez-le ou numérisez-le de nouveau</translation>
    </message>
    <message>
        <source>give it the ending of its kind</source>
        <translation>donnez-lui l’extension de son type</translation>
    </message>
    <message>
        <source>give yourself the right to write in this folder</source>
        <translation>donnez-vous le droit d’écrire dans ce dossier</translation>
    </message>
    <message>
        <source>give yourself the right to write in this folder, or choose another desk</source>
        <translation>donnez-vous le droit d’écrire dans ce dossier, ou choisissez un autre espace de travail</translation>
    </message>
    <message>
        <source>install it: %1</source>
        <translation>installez-le&#xa0;: %1</translation>
    </message>
    <message>
        <source>install the newer version</source>
        <translation>installez la version plus récente</translation>
    </message>
    <message>
        <source>its fields are %1</source>
        <translation>ses champs sont %1</translation>
    </message>
    <message>
        <source>let the name end in .xlsx, .csv or .json</source>
        <translation>terminez le nom par .xlsx, .csv ou .json</translation>
    </message>
    <message>
        <source>let the name end in .xlsx, or choose a new file</source>
        <translation>terminez le nom par .xlsx, ou choisissez un nouveau fichier</translation>
    </message>
    <message>
        <source>make room on the disk</source>
        <translation>libérez de la place sur le disque</translation>
    </message>
    <message>
        <source>make room on the disk and try again</source>
        <translation>libérez de la place sur le disque et réessayez</translation>
    </message>
    <message>
        <source>make room on the disk, or choose another folder</source>
        <translation>libérez de la place sur le disque, ou choisissez un autre dossier</translation>
    </message>
    <message>
        <source>make room on the disk, or give yourself the right to write there</source>
        <translation>libérez de la place sur le disque, ou donnez-vous le droit d’y écrire</translation>
    </message>
    <message>
        <source>mend or delete it</source>
        <translation>réparez-le ou supprimez-le</translation>
    </message>
    <message>
        <source>open it in Excel and save it as .xlsx anew</source>
        <translation>ouvrez-le dans Excel et enregistrez-le de nouveau en .xlsx</translation>
    </message>
    <message>
        <source>open it in Excel, take the password away and save it as .xlsx</source>
        <translation>ouvrez-le dans Excel, retirez le mot de passe et enregistrez-le en .xlsx</translation>
    </message>
    <message>
        <source>please report it</source>
        <translation>merci de le signaler</translation>
    </message>
    <message>
        <source>please report it with this file</source>
        <translation>merci de le signaler avec ce fichier</translation>
    </message>
    <message>
        <source>print it to a new PDF</source>
        <translation>imprimez-le dans un nouveau PDF</translation>
    </message>
    <message>
        <source>print it to a new PDF and use that</source>
        <translation>imprimez-le dans un nouveau PDF et utilisez celui-ci</translation>
    </message>
    <message>
        <source>look at the file; print it to a new PDF and add that</source>
        <translation>examinez le fichier ; imprimez-le dans un nouveau PDF et ajoutez celui-ci</translation>
    </message>
    <message>
        <source>read again; what was finished is kept</source>
        <translation>relancez la lecture ; ce qui était terminé est conservé</translation>
    </message>
    <message>
        <source>put the desk on a disk of this machine, or use PostgreSQL</source>
        <translation>placez l’espace de travail sur un disque de cette machine, ou utilisez PostgreSQL</translation>
    </message>
    <message>
        <source>rename it to end in .pdf</source>
        <translation>renommez-le avec l’extension .pdf</translation>
    </message>
    <message>
        <source>reopen and reject it instead</source>
        <translation>rouvrez-la et rejetez-la plutôt</translation>
    </message>
    <message>
        <source>save a copy without a password</source>
        <translation>enregistrez une copie sans mot de passe</translation>
    </message>
    <message>
        <source>save it as a PNG</source>
        <translation>enregistrez-le en PNG</translation>
    </message>
    <message>
        <source>scan it at 150 dpi or more</source>
        <translation>numérisez-le à 150 ppp ou plus</translation>
    </message>
    <message>
        <source>scan it at a lower resolution, or save it smaller</source>
        <translation>numérisez-le à une résolution plus basse, ou enregistrez-le plus petit</translation>
    </message>
    <message>
        <source>see that the server runs and lets you in</source>
        <translation>vérifiez que le serveur fonctionne et vous laisse entrer</translation>
    </message>
    <message>
        <source>split it</source>
        <translation>divisez-le</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>réessayez</translation>
    </message>
    <message>
        <source>type it as %1</source>
        <translation>saisissez-la sous la forme %1</translation>
    </message>
    <message>
        <source>type it as it is printed</source>
        <translation>saisissez-la telle qu’elle est imprimée</translation>
    </message>
    <message>
        <source>type yes or no</source>
        <translation>saisissez oui ou non (yes, no)</translation>
    </message>
    <message>
        <source>use a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file</source>
        <translation>utilisez un fichier PNG, JPEG, TIFF, WebP, BMP, HEIC ou PDF</translation>
    </message>
    <message>
        <source>use a template saved by this version of Invoice Desk</source>
        <translation>utilisez un modèle enregistré par cette version d’Invoice Desk</translation>
    </message>
    <message>
        <source>wait for it, or stop it there</source>
        <translation>attendez, ou arrêtez-la là-bas</translation>
    </message>
    <message>
        <source>wait until it is read</source>
        <translation>attendez qu’elle soit lue</translation>
    </message>
    <message>
        <source>write fewer invoices into one file</source>
        <translation>écrivez moins de factures par fichier</translation>
    </message>
    <message>
        <source>write fewer invoices into one file, or write .json</source>
        <translation>écrivez moins de factures par fichier, ou écrivez en .json</translation>
    </message>
    <message>
        <source>accept them first, or tick in the export that they go out all the same</source>
        <translation>acceptez-les d’abord, ou cochez dans l’export qu’elles sortent quand même</translation>
    </message>
    <message>
        <source>correct them, or tick in the export that they go out all the same</source>
        <translation>corrigez-les, ou cochez dans l’export qu’elles sortent quand même</translation>
    </message>
    <message>
        <source>choose a folder where you may write</source>
        <translation>choisissez un dossier où vous pouvez écrire</translation>
    </message>
    <message>
        <source>bring it back with “Bring back” in its menu, or add its file again</source>
        <translation>restaurez-la avec «&#xa0;Restaurer&#xa0;» dans son menu, ou ajoutez de nouveau son fichier</translation>
    </message>
    <message>
        <source>look for it in the list of invoices</source>
        <translation>cherchez-la dans la liste des factures</translation>
    </message>
    <message>
        <source>say first that it is no duplicate</source>
        <translation>dites d’abord que ce n’est pas un doublon</translation>
    </message>
    <message>
        <source>reject it, or say that it is no duplicate</source>
        <translation>rejetez-la, ou dites que ce n’est pas un doublon</translation>
    </message>
    <message>
        <source>read it first</source>
        <translation>lisez-la d’abord</translation>
    </message>
    <message>
        <source>read it again</source>
        <translation>relisez-la</translation>
    </message>
    <message>
        <source>reopen it first</source>
        <translation>rouvrez-la d’abord</translation>
    </message>
    <message>
        <source>choose another template</source>
        <translation>choisissez un autre modèle</translation>
    </message>
    <message>
        <source>choose a template, or draw its regions</source>
        <translation>choisissez un modèle, ou dessinez ses zones</translation>
    </message>
    <message>
        <source>restore a backup of the desk</source>
        <translation>restaurez une sauvegarde de l’espace de travail</translation>
    </message>
    <message>
        <source>put it back, or restore a backup of the desk</source>
        <translation>remettez-la en place, ou restaurez une sauvegarde de l’espace de travail</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nouvelle</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>en lecture</translation>
    </message>
    <message>
        <source>review</source>
        <translation>à vérifier</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>acceptée</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>exportée</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doublon</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejetée</translation>
    </message>
    <message>
        <source>the file has the same bytes as invoice %1</source>
        <translation>le fichier est identique, octet pour octet, à celui de la facture %1</translation>
    </message>
    <message>
        <source>the page looks the same as that of invoice %1</source>
        <translation>la page a le même aspect que celle de la facture %1</translation>
    </message>
    <message>
        <source>seller, number, date and total are the same as of invoice %1</source>
        <translation>fournisseur, numéro, date et total sont les mêmes que ceux de la facture %1</translation>
    </message>
    <message>
        <source>%1 x %2 pixels</source>
        <translation>%1 × %2 pixels</translation>
    </message>
    <message>
        <source>%1 x %2 inches</source>
        <translation>%1 × %2 pouces</translation>
    </message>
    <message>
        <source>%1 x %2 pixels at %3 dpi</source>
        <translation>%1 × %2 pixels à %3 ppp</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 et %2 autres</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>plus de place sur le disque</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>accès refusé</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>fichier ou dossier introuvable</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>c’est un dossier</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>ce n’est pas un dossier</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>le disque est en lecture seule</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>nom de fichier trop long</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>erreur d’entrée-sortie</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>c’est un dossier</translation>
    </message>
    <message>
        <source>it is no plain file</source>
        <translation>ce n’est pas un simple fichier</translation>
    </message>
    <message>
        <source>the link leads to itself</source>
        <translation>le lien mène à lui-même</translation>
    </message>
    <message>
        <source>%1 is not a folder</source>
        <translation>%1 n’est pas un dossier</translation>
    </message>
    <message>
        <source>no file can have this name</source>
        <translation>aucun fichier ne peut porter ce nom</translation>
    </message>
    <message>
        <source>the reader did not answer for %1 seconds</source>
        <translation>le lecteur n’a pas répondu pendant %1 secondes</translation>
    </message>
    <message>
        <source>the reader ended (%1)</source>
        <translation>le lecteur s’est arrêté (%1)</translation>
    </message>
    <message>
        <source>the process that opened it ended (%1)</source>
        <translation>le processus qui l’ouvrait s’est arrêté (%1)</translation>
    </message>
    <message>
        <source>the process that reads ended (%1)</source>
        <translation>le processus de lecture s’est arrêté (%1)</translation>
    </message>
    <message>
        <source>the digits reader</source>
        <translation>le lecteur de chiffres</translation>
    </message>
    <message>
        <source>box: must be four whole numbers: x0, y0, x1, y1</source>
        <translation>box&#xa0;: doit être quatre nombres entiers&#xa0;: x0, y0, x1, y1</translation>
    </message>
    <message>
        <source>box: lies further out than any page</source>
        <translation>box&#xa0;: se trouve hors de toute page</translation>
    </message>
    <message>
        <source>box is empty</source>
        <translation>le cadre est vide</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>ne doit pas être vide</translation>
    </message>
    <message>
        <source>must be one line without control characters</source>
        <translation>doit tenir sur une ligne, sans caractères de contrôle</translation>
    </message>
    <message>
        <source>String should have at most %1 characters</source>
        <translation>ne doit pas dépasser %1 caractères</translation>
    </message>
    <message>
        <source>%1: must not be empty</source>
        <translation>%1&#xa0;: ne doit pas être vide</translation>
    </message>
    <message>
        <source>%1: must be one line without control characters</source>
        <translation>%1&#xa0;: doit tenir sur une ligne, sans caractères de contrôle</translation>
    </message>
    <message>
        <source>%1: is not a known key; %2</source>
        <translation>%1&#xa0;: n’est pas une clé connue&#x202f;; %2</translation>
    </message>
    <message>
        <source>%1: is missing; %2</source>
        <translation>%1&#xa0;: manque&#x202f;; %2</translation>
    </message>
    <message>
        <source>page: counts from 1, or from -1 for the last page</source>
        <translation>page&#xa0;: se compte à partir de 1, ou de -1 pour la dernière page</translation>
    </message>
    <message>
        <source>pattern: is not a regular expression: %1</source>
        <translation>pattern&#xa0;: n’est pas une expression régulière&#xa0;: %1</translation>
    </message>
    <message>
        <source>pattern: must be one line</source>
        <translation>pattern&#xa0;: doit tenir sur une ligne</translation>
    </message>
    <message>
        <source>pattern: repeats too often</source>
        <translation>pattern&#xa0;: se répète trop souvent</translation>
    </message>
    <message>
        <source>columns belong to a field of kind table, and it needs at least one</source>
        <translation>les colonnes appartiennent à un champ de type tableau, et il en faut au moins une</translation>
    </message>
    <message>
        <source>two columns have the same name</source>
        <translation>deux colonnes portent le même nom</translation>
    </message>
    <message>
        <source>%1 is a machine of this network, and links may not lead there</source>
        <translation>%1 est une machine de ce réseau, et les liens ne peuvent pas y mener</translation>
    </message>
    <message>
        <source>the name %1 is not found</source>
        <translation>le nom %1 est introuvable</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1 ne répond pas</translation>
    </message>
    <message>
        <source>%1 cannot be reached</source>
        <translation>%1 est injoignable</translation>
    </message>
    <message>
        <source>is not there (%1)</source>
        <translation>est introuvable (%1)</translation>
    </message>
    <message>
        <source>the server cannot give it (%1)</source>
        <translation>le serveur ne peut pas le fournir (%1)</translation>
    </message>
    <message>
        <source>the server has trouble (%1)</source>
        <translation>le serveur a un problème (%1)</translation>
    </message>
    <message>
        <source>the server refuses (%1)</source>
        <translation>le serveur refuse (%1)</translation>
    </message>
    <message>
        <source>the server wants to know who asks (%1)</source>
        <translation>le serveur demande une identification (%1)</translation>
    </message>
    <message>
        <source>the server wants to be asked less often (%1)</source>
        <translation>le serveur demande des requêtes moins fréquentes (%1)</translation>
    </message>
    <message>
        <source>was changed while it was fetched</source>
        <translation>a été modifié pendant sa récupération</translation>
    </message>
    <message>
        <source>is no listing of a container</source>
        <translation>n’est pas la liste d’un conteneur</translation>
    </message>
    <message>
        <source>the listing holds what no listing needs (%1)</source>
        <translation>la liste contient ce qu’aucune liste ne contient (%1)</translation>
    </message>
    <message>
        <source>an address must hold no name and password</source>
        <translation>une adresse ne doit contenir ni nom ni mot de passe</translation>
    </message>
    <message>
        <source>is no address of a container</source>
        <translation>n’est pas l’adresse d’un conteneur</translation>
    </message>
    <message>
        <source>is no longer in the container</source>
        <translation>n’est plus dans le conteneur</translation>
    </message>
    <message>
        <source>the container&apos;s listing has no end</source>
        <translation>la liste du conteneur n’a pas de fin</translation>
    </message>
    <message>
        <source>the saved listing cannot be read: %1</source>
        <translation>la liste enregistrée est illisible&#xa0;: %1</translation>
    </message>
    <message>
        <source>the saved listing is too large</source>
        <translation>la liste enregistrée est trop grande</translation>
    </message>
    <message>
        <source>the server does not take the SAS: it has run out, or gives no right to this</source>
        <translation>le serveur refuse la SAS&#xa0;: elle a expiré ou n’en donne pas le droit</translation>
    </message>
    <message>
        <source>the server refuses the next page of its listing</source>
        <translation>le serveur refuse la page suivante de sa liste</translation>
    </message>
    <message>
        <source>cannot be asked for (%1)</source>
        <translation>ne peut pas être demandé (%1)</translation>
    </message>
    <message>
        <source>there is no access key for the bucket</source>
        <translation>il n’y a pas de clé d’accès pour le bucket</translation>
    </message>
    <message>
        <source>the access key is not taken (%1)</source>
        <translation>la clé d’accès est refusée (%1)</translation>
    </message>
    <message>
        <source>the bucket&apos;s server cannot be reached</source>
        <translation>le serveur du bucket est injoignable</translation>
    </message>
    <message>
        <source>the connection broke off (%1)</source>
        <translation>la connexion a été interrompue (%1)</translation>
    </message>
    <message>
        <source>this computer&apos;s clock is wrong</source>
        <translation>l’horloge de cet ordinateur est déréglée</translation>
    </message>
    <message>
        <source>%1 of %2 bytes came</source>
        <translation>%1 octets sur %2 sont arrivés</translation>
    </message>
    <message>
        <source>is larger than %1 MB</source>
        <translation>dépasse %1 Mo</translation>
    </message>
    <message>
        <source>is no longer in the bucket</source>
        <translation>n’est plus dans le bucket</translation>
    </message>
    <message>
        <source>was altered on its way here</source>
        <translation>a été altéré pendant le transfert</translation>
    </message>
    <message>
        <source>is no longer there</source>
        <translation>n’est plus là</translation>
    </message>
    <message>
        <source>is on the desk, but cannot be moved: %1</source>
        <translation>est dans l’espace de travail, mais ne peut pas être déplacé&#xa0;: %1</translation>
    </message>
    <message>
        <source>is still being written</source>
        <translation>est encore en cours d’écriture</translation>
    </message>
    <message>
        <source>was written to while it was copied</source>
        <translation>a été modifié pendant sa copie</translation>
    </message>
    <message>
        <source>a fetched file cannot be kept: %1</source>
        <translation>un fichier récupéré ne peut pas être conservé&#xa0;: %1</translation>
    </message>
    <message>
        <source>came too slowly</source>
        <translation>est arrivé trop lentement</translation>
    </message>
    <message>
        <source>is longer than the listing says: perhaps it was changed just now</source>
        <translation>est plus long que ne le dit la liste&#xa0;: il vient peut-être d’être modifié</translation>
    </message>
    <message>
        <source>is no invoice by its content</source>
        <translation>n’est pas une facture d’après son contenu</translation>
    </message>
    <message>
        <source>the server answers with another part than it was asked for</source>
        <translation>le serveur renvoie une autre partie que celle demandée</translation>
    </message>
    <message>
        <source>what came of it before does not fit any more</source>
        <translation>ce qui en était arrivé ne correspond plus</translation>
    </message>
    <message>
        <source>is no longer in the folder</source>
        <translation>n’est plus dans le dossier</translation>
    </message>
    <message>
        <source>the folder is not there</source>
        <translation>le dossier est introuvable</translation>
    </message>
    <message>
        <source>leads to what is no link</source>
        <translation>mène à ce qui n’est pas un lien</translation>
    </message>
    <message>
        <source>the folder is empty, and another one than before</source>
        <translation>le dossier est vide, et ce n’est plus le même qu’avant</translation>
    </message>
    <message>
        <source>the folder cannot be read: %1</source>
        <translation>le dossier ne peut pas être lu : %1</translation>
    </message>
    <message>
        <source>the bucket&apos;s listing has no end</source>
        <translation>la liste du compartiment n’a pas de fin</translation>
    </message>
    <message>
        <source>the proxy of this network is not one that is spoken to over http</source>
        <translation>le proxy de ce réseau n’est pas de ceux auxquels on parle en http</translation>
    </message>
    <message>
        <source>the proxy of this network wants a name and a password</source>
        <translation>le proxy de ce réseau demande un nom et un mot de passe</translation>
    </message>
    <message>
        <source>the proxy of this network does not lead to %1 (%2)</source>
        <translation>le proxy de ce réseau ne mène pas à %1 (%2)</translation>
    </message>
    <message>
        <source>is a web page and no invoice</source>
        <translation>est une page web et non une facture</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>est vide</translation>
    </message>
    <message>
        <source>a secret cannot be kept: %1</source>
        <translation>un secret ne peut pas être conservé&#xa0;: %1</translation>
    </message>
    <message>
        <source>is no file of secrets</source>
        <translation>n’est pas un fichier de secrets</translation>
    </message>
    <message>
        <source>the file of secrets cannot be read</source>
        <translation>le fichier des secrets est illisible</translation>
    </message>
    <message>
        <source>the keyring gives no secrets out: %1</source>
        <translation>le trousseau ne livre pas de secrets&#xa0;: %1</translation>
    </message>
    <message>
        <source>S3 buckets need a part that is not installed</source>
        <translation>les buckets S3 ont besoin d’un composant qui n’est pas installé</translation>
    </message>
    <message>
        <source>is no link to a file</source>
        <translation>n’est pas un lien vers un fichier</translation>
    </message>
    <message>
        <source>is no link to a file: %1 is not https</source>
        <translation>n’est pas un lien vers un fichier&#xa0;: %1 n’est pas https</translation>
    </message>
    <message>
        <source>there is no link</source>
        <translation>il n’y a pas de lien</translation>
    </message>
    <message>
        <source>the link was taken off the list</source>
        <translation>le lien a été retiré de la liste</translation>
    </message>
    <message>
        <source>answers with more than %1 bytes</source>
        <translation>répond par plus de %1 octets</translation>
    </message>
    <message>
        <source>is no link that can be followed</source>
        <translation>n’est pas un lien que l’on peut suivre</translation>
    </message>
    <message>
        <source>leads from one address to the next without end</source>
        <translation>mène sans fin d’une adresse à une autre</translation>
    </message>
    <message>
        <source>names no server</source>
        <translation>ne nomme aucun serveur</translation>
    </message>
    <message>
        <source>the server stopped answering</source>
        <translation>le serveur a cessé de répondre</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not trusted</source>
        <translation>le certificat du serveur n’est pas reconnu</translation>
    </message>
    <message>
        <source>no secure connection came about</source>
        <translation>aucune connexion sécurisée n’a pu être établie</translation>
    </message>
    <message>
        <source>would come unencrypted, over http</source>
        <translation>arriverait non chiffré, par http</translation>
    </message>
    <message>
        <source>its settings are not right: %1: %2</source>
        <translation>ses réglages ne sont pas corrects&#xa0;: %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>this version knows no source of the kind %1</source>
        <translation>cette version ne connaît pas de source de type %1</translation>
    </message>
    <message>
        <source>a source needs a name</source>
        <translation>une source doit avoir un nom</translation>
    </message>
    <message>
        <source>the name of a source has at most %1 characters</source>
        <translation>le nom d’une source compte au plus %1 caractères</translation>
    </message>
    <message>
        <source>there is a source %1 already</source>
        <translation>il y a déjà une source %1</translation>
    </message>
    <message>
        <source>there is no source %1</source>
        <translation>il n’y a pas de source %1</translation>
    </message>
    <message>
        <source>an access key has two parts</source>
        <translation>une clé d’accès a deux parties</translation>
    </message>
    <message>
        <source>is the desk&apos;s own folder</source>
        <translation>est le dossier de l’espace de travail lui-même</translation>
    </message>
    <message>
        <source>is the watched folder itself</source>
        <translation>est le dossier surveillé lui-même</translation>
    </message>
    <message>
        <source>its key is no longer kept on this machine</source>
        <translation>sa clé n’est plus conservée sur cette machine</translation>
    </message>
    <message>
        <source>it is tried again by itself</source>
        <translation>une nouvelle tentative aura lieu d’elle-même</translation>
    </message>
    <message>
        <source>check the network and the name; it is tried again by itself</source>
        <translation>vérifiez le réseau et le nom&#x202f;; une nouvelle tentative aura lieu d’elle-même</translation>
    </message>
    <message>
        <source>give one</source>
        <translation>donnez-en un</translation>
    </message>
    <message>
        <source>give yourself the right to read it; for a share, sign in to it again</source>
        <translation>donnez-vous le droit de le lire ; pour un partage, reconnectez-vous</translation>
    </message>
    <message>
        <source>name it as http://PROXY:PORT in HTTPS_PROXY</source>
        <translation>indiquez-le sous la forme http://PROXY:PORT dans HTTPS_PROXY</translation>
    </message>
    <message>
        <source>name it as http://NAME:PASSWORD@PROXY:PORT in HTTPS_PROXY</source>
        <translation>indiquez-le sous la forme http://NAME:PASSWORD@PROXY:PORT dans HTTPS_PROXY</translation>
    </message>
    <message>
        <source>check HTTPS_PROXY and NO_PROXY, or the proxy of this system&apos;s settings</source>
        <translation>vérifiez HTTPS_PROXY et NO_PROXY, ou le proxy dans les réglages de ce système</translation>
    </message>
    <message>
        <source>sign in again and allow it; an app in testing lets in its test users alone</source>
        <translation>reconnectez-vous et donnez l’accès ; une application en test n’admet que ses utilisateurs de test</translation>
    </message>
    <message>
        <source>sign in again, and finish in the browser window that opens</source>
        <translation>reconnectez-vous, et terminez dans la fenêtre du navigateur qui s’ouvre</translation>
    </message>
    <message>
        <source>sign in again, and leave the tick at that right</source>
        <translation>reconnectez-vous, et laissez ce droit coché</translation>
    </message>
    <message>
        <source>sign in again; what is on the desk stays</source>
        <translation>reconnectez-vous ; ce qui est sur le bureau reste</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>reconnectez-vous</translation>
    </message>
    <message>
        <source>Google Drive answered without a list of changes</source>
        <translation>Google Drive a répondu sans liste de changements</translation>
    </message>
    <message>
        <source>Google Drive answered without a list of files</source>
        <translation>Google Drive a répondu sans liste de fichiers</translation>
    </message>
    <message>
        <source>Google Drive cannot be reached</source>
        <translation>Google Drive est injoignable</translation>
    </message>
    <message>
        <source>Google Drive cannot give it (%1)</source>
        <translation>Google Drive ne peut pas le donner (%1)</translation>
    </message>
    <message>
        <source>Google Drive does not take the place to go on from; all is listed again</source>
        <translation>Google Drive n’accepte pas le point de reprise ; tout est listé de nouveau</translation>
    </message>
    <message>
        <source>Google Drive gave no place to go on from</source>
        <translation>Google Drive n’a pas donné de point de reprise</translation>
    </message>
    <message>
        <source>Google Drive has trouble (%1)</source>
        <translation>Google Drive a un problème (%1)</translation>
    </message>
    <message>
        <source>Google Drive needs parts that are not installed: %1</source>
        <translation>Google Drive demande des composants qui ne sont pas installés : %1</translation>
    </message>
    <message>
        <source>Google Drive refuses it (403)</source>
        <translation>Google Drive le refuse (403)</translation>
    </message>
    <message>
        <source>Google Drive wants to be asked less often</source>
        <translation>Google Drive veut être interrogé moins souvent</translation>
    </message>
    <message>
        <source>Google did not sign you in</source>
        <translation>Google ne vous a pas connecté</translation>
    </message>
    <message>
        <source>Google does not know this account any more (401)</source>
        <translation>Google ne connaît plus ce compte (401)</translation>
    </message>
    <message>
        <source>Google does not take the answer of the browser</source>
        <translation>Google n’accepte pas la réponse du navigateur</translation>
    </message>
    <message>
        <source>Google does not take the client id of this program: it was deleted, or is for others</source>
        <translation>Google n’accepte pas l’identifiant client de ce programme : il a été supprimé, ou il est pour d’autres</translation>
    </message>
    <message>
        <source>Google does not take the key of the service account: it was deleted, or the person that it stands for is not known</source>
        <translation>Google n’accepte pas la clé du compte de service : elle a été supprimée, ou la personne qu’il représente est inconnue</translation>
    </message>
    <message>
        <source>Google gave a sign-in that does not last</source>
        <translation>Google a donné une connexion qui ne dure pas</translation>
    </message>
    <message>
        <source>Google gave no token (%1)</source>
        <translation>Google n’a pas donné de jeton (%1)</translation>
    </message>
    <message>
        <source>Google gave no token just now</source>
        <translation>Google n’a pas donné de jeton à l’instant</translation>
    </message>
    <message>
        <source>Google gives this file out no more often for now: its download limit is used up</source>
        <translation>Google ne délivre plus ce fichier pour l’instant : sa limite de téléchargement est atteinte</translation>
    </message>
    <message>
        <source>Google holds this file for malware or spam, so it is not fetched</source>
        <translation>Google tient ce fichier pour malveillant ou indésirable ; il n’est pas récupéré</translation>
    </message>
    <message>
        <source>Google refuses this computer&apos;s time%1</source>
        <translation>Google refuse l’heure de cet ordinateur%1</translation>
    </message>
    <message>
        <source>Google sent another part of it than was asked for</source>
        <translation>Google en a envoyé une autre partie que celle demandée</translation>
    </message>
    <message>
        <source>Google&apos;s PDF of it did not come whole</source>
        <translation>Le PDF qu’en fait Google n’est pas arrivé en entier</translation>
    </message>
    <message>
        <source>Google&apos;s certificate does not hold at this computer&apos;s time, so its clock is probably wrong</source>
        <translation>Le certificat de Google n’est pas valable à l’heure de cet ordinateur ; son horloge est sans doute fausse</translation>
    </message>
    <message>
        <source>Google&apos;s list of changes has no end</source>
        <translation>La liste de changements de Google n’a pas de fin</translation>
    </message>
    <message>
        <source>Google&apos;s listing has no end</source>
        <translation>La liste de Google n’a pas de fin</translation>
    </message>
    <message>
        <source>Google&apos;s limit for shared files is used up for now</source>
        <translation>La limite de Google pour les fichiers partagés est atteinte pour l’instant</translation>
    </message>
    <message>
        <source>the Google project has used up its requests of this day</source>
        <translation>le projet Google a épuisé ses requêtes du jour</translation>
    </message>
    <message>
        <source>access to Google Drive was refused in the browser</source>
        <translation>l’accès à Google Drive a été refusé dans le navigateur</translation>
    </message>
    <message>
        <source>add it as a service account</source>
        <translation>ajoutez-le comme compte de service</translation>
    </message>
    <message>
        <source>add it as the client id and sign in, or give a key</source>
        <translation>ajoutez-le comme identifiant client et connectez-vous, ou donnez une clé</translation>
    </message>
    <message>
        <source>ask %1 to allow this program</source>
        <translation>demandez à %1 d’autoriser ce programme</translation>
    </message>
    <message>
        <source>ask its owner for the right to read it</source>
        <translation>demandez à son propriétaire le droit de le lire</translation>
    </message>
    <message>
        <source>ask its owner to let viewers download it</source>
        <translation>demandez à son propriétaire de laisser les lecteurs le télécharger</translation>
    </message>
    <message>
        <source>ask its owner to share it with you</source>
        <translation>demandez à son propriétaire de le partager avec vous</translation>
    </message>
    <message>
        <source>ask the administrator of its Google Workspace to allow this program</source>
        <translation>demandez à l’administrateur de son Google Workspace d’autoriser ce programme</translation>
    </message>
    <message>
        <source>at console.cloud.google.com choose that project, then APIs &amp; Services, Library, Google Drive API, Enable; it takes some minutes to hold</source>
        <translation>sur console.cloud.google.com, choisissez ce projet, puis APIs &amp; Services, Library, Google Drive API, Enable ; l’effet vient après quelques minutes</translation>
    </message>
    <message>
        <source>broke off after %1 of %2 bytes</source>
        <translation>interrompu après %1 octets sur %2</translation>
    </message>
    <message>
        <source>check in Google Drive whether it was moved, deleted, or is no longer shared with you</source>
        <translation>vérifiez dans Google Drive s’il a été déplacé, supprimé, ou n’est plus partagé avec vous</translation>
    </message>
    <message>
        <source>check the network; it is tried again by itself</source>
        <translation>vérifiez le réseau&#x202f;; une nouvelle tentative aura lieu d’elle-même</translation>
    </message>
    <message>
        <source>choose one at least</source>
        <translation>choisissez-en au moins un</translation>
    </message>
    <message>
        <source>delete it and sign in again</source>
        <translation>supprimez-la et reconnectez-vous</translation>
    </message>
    <message>
        <source>give an https address, or leave the setting out</source>
        <translation>donnez une adresse https, ou omettez ce réglage</translation>
    </message>
    <message>
        <source>give the JSON file of a client id that holds, and sign in again</source>
        <translation>donnez le fichier JSON d’un identifiant client valable, et reconnectez-vous</translation>
    </message>
    <message>
        <source>holds a key that is broken</source>
        <translation>contient une clé abîmée</translation>
    </message>
    <message>
        <source>if it is an invoice all the same, ask its sender for another copy</source>
        <translation>si c’est bien une facture, demandez une autre copie à l’expéditeur</translation>
    </message>
    <message>
        <source>in Google&apos;s console, open the service account, then Keys, and make a JSON key</source>
        <translation>dans la console Google, ouvrez le compte de service, puis Keys, et créez une clé JSON</translation>
    </message>
    <message>
        <source>in Google&apos;s console, under Credentials, make an OAuth client id of the kind Desktop app</source>
        <translation>dans la console Google, sous Credentials, créez un identifiant client OAuth du type Desktop app</translation>
    </message>
    <message>
        <source>in the Admin console, under Security, API controls, Domain-wide delegation, allow its client id the scope %1</source>
        <translation>dans la console Admin, sous Security, API controls, Domain-wide delegation, accordez à son identifiant client la portée %1</translation>
    </message>
    <message>
        <source>is a client id and no key of a service account</source>
        <translation>est un identifiant client et non la clé d’un compte de service</translation>
    </message>
    <message>
        <source>is a client id for web servers</source>
        <translation>est un identifiant client pour serveurs web</translation>
    </message>
    <message>
        <source>is a file and no folder</source>
        <translation>est un fichier et non un dossier</translation>
    </message>
    <message>
        <source>is longer than Google&apos;s listing says</source>
        <translation>est plus long que ne le dit la liste de Google</translation>
    </message>
    <message>
        <source>is no JSON file</source>
        <translation>n’est pas un fichier JSON</translation>
    </message>
    <message>
        <source>is no client id of Google&apos;s console</source>
        <translation>n’est pas un identifiant client de la console Google</translation>
    </message>
    <message>
        <source>is no file of an invoice by its kind</source>
        <translation>n’est pas, par son type, un fichier de facture</translation>
    </message>
    <message>
        <source>is no key of a service account</source>
        <translation>n’est pas la clé d’un compte de service</translation>
    </message>
    <message>
        <source>is no link to a folder of Google Drive</source>
        <translation>n’est pas un lien vers un dossier de Google Drive</translation>
    </message>
    <message>
        <source>is not a file of Google&apos;s console</source>
        <translation>n’est pas un fichier de la console Google</translation>
    </message>
    <message>
        <source>is not of the kinds chosen for this source</source>
        <translation>n’est pas d’un type choisi pour cette source</translation>
    </message>
    <message>
        <source>is not there, or this account may not see it</source>
        <translation>n’est pas là, ou ce compte ne peut pas le voir</translation>
    </message>
    <message>
        <source>is the key of a service account and no client id</source>
        <translation>est la clé d’un compte de service et non un identifiant client</translation>
    </message>
    <message>
        <source>is there, but did not come (404)</source>
        <translation>est là, mais n’est pas venu (404)</translation>
    </message>
    <message>
        <source>is too large as a PDF: Google makes PDFs of its own documents up to 10 MB</source>
        <translation>est trop grand en PDF : Google fait des PDF de ses documents jusqu’à 10 Mo</translation>
    </message>
    <message>
        <source>is a shortcut that leads to no file</source>
        <translation>est un raccourci qui ne mène à aucun fichier</translation>
    </message>
    <message>
        <source>make it anew, or delete it</source>
        <translation>recréez-le, ou supprimez-le</translation>
    </message>
    <message>
        <source>is a %1 of Google&apos;s, which cannot be read as an invoice</source>
        <translation>est un %1 de Google, qui ne peut pas être lu comme facture</translation>
    </message>
    <message>
        <source>it goes on by itself; ask for a higher quota in Google&apos;s console if this happens often</source>
        <translation>cela reprend de soi-même ; demandez un quota plus élevé dans la console Google si cela arrive souvent</translation>
    </message>
    <message>
        <source>its new version comes with the next round</source>
        <translation>sa nouvelle version vient au prochain tour</translation>
    </message>
    <message>
        <source>its owner does not let this program read it</source>
        <translation>son propriétaire ne laisse pas ce programme le lire</translation>
    </message>
    <message>
        <source>lies in the bin of Google Drive</source>
        <translation>est dans la corbeille de Google Drive</translation>
    </message>
    <message>
        <source>look at it in Google Drive; if it is the watched folder, choose it again</source>
        <translation>regardez-le dans Google Drive ; si c’est le dossier surveillé, choisissez-le de nouveau</translation>
    </message>
    <message>
        <source>make a new JSON key in Google&apos;s console and add the service account again</source>
        <translation>créez une nouvelle clé JSON dans la console Google et ajoutez de nouveau le compte de service</translation>
    </message>
    <message>
        <source>Google does not know this program yet: there is no client id</source>
        <translation>Google ne connaît pas encore ce programme : il n’y a pas d’identifiant client</translation>
    </message>
    <message>
        <source>may be seen but not downloaded</source>
        <translation>peut être vu mais non téléchargé</translation>
    </message>
    <message>
        <source>no account of Google Drive is signed in</source>
        <translation>aucun compte Google Drive n’est connecté</translation>
    </message>
    <message>
        <source>no kind of files is chosen</source>
        <translation>aucun type de fichiers n’est choisi</translation>
    </message>
    <message>
        <source>no secure connection to Google Drive came about</source>
        <translation>aucune connexion sûre à Google Drive n’a pu être établie</translation>
    </message>
    <message>
        <source>nobody signed in: the browser did not come back in time</source>
        <translation>personne ne s’est connecté : le navigateur n’est pas revenu à temps</translation>
    </message>
    <message>
        <source>open the folder in the browser and copy its address</source>
        <translation>ouvrez le dossier dans le navigateur et copiez son adresse</translation>
    </message>
    <message>
        <source>save it as a PDF in Google Drive, in the same folder</source>
        <translation>enregistrez-le en PDF dans Google Drive, dans le même dossier</translation>
    </message>
    <message>
        <source>save it there as a PDF</source>
        <translation>enregistrez-le là en PDF</translation>
    </message>
    <message>
        <source>set this computer&apos;s clock</source>
        <translation>réglez l’horloge de cet ordinateur</translation>
    </message>
    <message>
        <source>set this computer&apos;s clock; it is tried again by itself</source>
        <translation>réglez l’horloge de cet ordinateur ; un nouvel essai se fait de lui-même</translation>
    </message>
    <message>
        <source>sign in again; in Google&apos;s console publish the project&apos;s app so that it holds longer</source>
        <translation>reconnectez-vous ; dans la console Google, publiez l’application du projet pour que cela dure plus longtemps</translation>
    </message>
    <message>
        <source>take it out of the bin in Google Drive, or choose another folder</source>
        <translation>sortez-le de la corbeille dans Google Drive, ou choisissez un autre dossier</translation>
    </message>
    <message>
        <source>the watched folder lies in the bin</source>
        <translation>le dossier surveillé est dans la corbeille</translation>
    </message>
    <message>
        <source>the Google Drive API is not switched on in %1</source>
        <translation>l’API Google Drive n’est pas activée dans %1</translation>
    </message>
    <message>
        <source>the address for %1 of Google Drive is neither https nor on this machine</source>
        <translation>l’adresse pour %1 de Google Drive n’est ni https ni sur cette machine</translation>
    </message>
    <message>
        <source>the list of Google accounts cannot be read</source>
        <translation>la liste des comptes Google ne peut pas être lue</translation>
    </message>
    <message>
        <source>the right to see the files in Google Drive was not given</source>
        <translation>le droit de voir les fichiers de Google Drive n’a pas été donné</translation>
    </message>
    <message>
        <source>the rules of this organisation do not let programs read Google Drive</source>
        <translation>les règles de cette organisation ne laissent pas des programmes lire Google Drive</translation>
    </message>
    <message>
        <source>the rules of this organisation do not let this program read Google Drive</source>
        <translation>les règles de cette organisation ne laissent pas ce programme lire Google Drive</translation>
    </message>
    <message>
        <source>the service account may not stand for %1</source>
        <translation>le compte de service ne peut pas représenter %1</translation>
    </message>
    <message>
        <source>the sign-in ended after seven days, as Google&apos;s do while the consent screen of the program&apos;s project stands on Testing</source>
        <translation>la connexion a pris fin après sept jours, comme le veut Google tant que l’écran de consentement du projet est en Testing</translation>
    </message>
    <message>
        <source>the sign-in holds no longer: access was removed, the password changed, or it was not used for long</source>
        <translation>la connexion n’est plus valable : l’accès a été retiré, le mot de passe changé, ou elle n’a pas servi depuis longtemps</translation>
    </message>
    <message>
        <source>this account has no right to read it</source>
        <translation>ce compte n’a pas le droit de le lire</translation>
    </message>
    <message>
        <source>this account is signed out of Google Drive</source>
        <translation>ce compte est déconnecté de Google Drive</translation>
    </message>
    <message>
        <source>this sign-in does not include the right to see the files in Google Drive</source>
        <translation>cette connexion ne comprend pas le droit de voir les fichiers de Google Drive</translation>
    </message>
    <message>
        <source>was changed in Google Drive while it was fetched</source>
        <translation>a été changé dans Google Drive pendant sa récupération</translation>
    </message>
    <message>
        <source>what came is no answer of Google Drive: perhaps this network wants you to sign in first</source>
        <translation>ce qui est venu n’est pas une réponse de Google Drive : ce réseau veut peut-être que vous vous identifiiez d’abord</translation>
    </message>
    <message>
        <source>what is kept of this account is broken</source>
        <translation>ce qui est gardé de ce compte est abîmé</translation>
    </message>
    <message>
        <source>what was kept of the sign-in is no longer there</source>
        <translation>ce qui était gardé de la connexion n’est plus là</translation>
    </message>
    <message>
        <source>make one in Google&apos;s console and give its JSON file</source>
        <translation>créez-en un dans la console Google et donnez son fichier JSON</translation>
    </message>
    <message>
        <source>check whether the disk or network share is connected; it is tried again by itself</source>
        <translation>vérifiez que le disque ou le partage réseau est connecté&#x202f;; une nouvelle tentative aura lieu d’elle-même</translation>
    </message>
    <message>
        <source>ask its owner for the right to read, or for a link or key that still holds</source>
        <translation>demandez à son propriétaire le droit de lecture, ou un lien ou une clé encore valables</translation>
    </message>
    <message>
        <source>check the address</source>
        <translation>vérifiez l’adresse</translation>
    </message>
    <message>
        <source>check whether it was moved</source>
        <translation>vérifiez s’il a été déplacé</translation>
    </message>
    <message>
        <source>sign in again, or give a link or key that still holds</source>
        <translation>identifiez-vous de nouveau, ou donnez un lien ou une clé encore valables</translation>
    </message>
    <message>
        <source>check the address: this may be no container</source>
        <translation>vérifiez l’adresse&#xa0;: ce n’est peut-être pas un conteneur</translation>
    </message>
    <message>
        <source>give the container&apos;s address, such as https://NAME.blob.core.windows.net/CONTAINER</source>
        <translation>donnez l’adresse du conteneur, par exemple https://NAME.blob.core.windows.net/CONTAINER</translation>
    </message>
    <message>
        <source>ask for a new one with the rights to list and to read, and put it in</source>
        <translation>demandez-en une nouvelle avec les droits de lister et de lire, et saisissez-la</translation>
    </message>
    <message>
        <source>give the SAS instead</source>
        <translation>donnez plutôt la SAS</translation>
    </message>
    <message>
        <source>save it again</source>
        <translation>enregistrez-le de nouveau</translation>
    </message>
    <message>
        <source>such as https://NAME.blob.core.windows.net/CONTAINER</source>
        <translation>par exemple https://NAME.blob.core.windows.net/CONTAINER</translation>
    </message>
    <message>
        <source>ask the bucket&apos;s owner for the rights to list and to read</source>
        <translation>demandez au propriétaire du bucket les droits de lister et de lire</translation>
    </message>
    <message>
        <source>check the bucket&apos;s settings</source>
        <translation>vérifiez les réglages du bucket</translation>
    </message>
    <message>
        <source>check the name of the bucket</source>
        <translation>vérifiez le nom du bucket</translation>
    </message>
    <message>
        <source>check the settings</source>
        <translation>vérifiez les réglages</translation>
    </message>
    <message>
        <source>give one that still holds</source>
        <translation>donnez-en une encore valable</translation>
    </message>
    <message>
        <source>give one, or set up a profile</source>
        <translation>donnez-en une, ou configurez un profil</translation>
    </message>
    <message>
        <source>set the clock</source>
        <translation>réglez l’horloge</translation>
    </message>
    <message>
        <source>make it smaller</source>
        <translation>réduisez-le</translation>
    </message>
    <message>
        <source>close it where it is open, or give yourself the right to read it</source>
        <translation>fermez-le là où il est ouvert, ou donnez-vous le droit de le lire</translation>
    </message>
    <message>
        <source>give yourself the right to write in both folders</source>
        <translation>donnez-vous le droit d’écrire dans les deux dossiers</translation>
    </message>
    <message>
        <source>if it is an invoice all the same, make it smaller</source>
        <translation>si c’est tout de même une facture, réduisez-la</translation>
    </message>
    <message>
        <source>put an image or a PDF there</source>
        <translation>placez-y une image ou un PDF</translation>
    </message>
    <message>
        <source>put a %1 file there</source>
        <translation>placez-y un fichier %1</translation>
    </message>
    <message>
        <source>perhaps one must sign in there first: open it in a browser, save the file, and add that</source>
        <translation>il faut peut-être d’abord s’y identifier&#xa0;: ouvrez-le dans un navigateur, enregistrez le fichier et ajoutez-le</translation>
    </message>
    <message>
        <source>save it there again</source>
        <translation>enregistrez-le là de nouveau</translation>
    </message>
    <message>
        <source>delete it</source>
        <translation>supprimez-le</translation>
    </message>
    <message>
        <source>give yourself the right to write there</source>
        <translation>donnez-vous le droit d’y écrire</translation>
    </message>
    <message>
        <source>unlock it and try again</source>
        <translation>déverrouillez-le et réessayez</translation>
    </message>
    <message>
        <source>links begin with https:// and hold no password</source>
        <translation>les liens commencent par https:// et ne contiennent pas de mot de passe</translation>
    </message>
    <message>
        <source>paste one or more, each on a line of its own</source>
        <translation>collez-en un ou plusieurs, chacun sur sa ligne</translation>
    </message>
    <message>
        <source>check it</source>
        <translation>vérifiez-le</translation>
    </message>
    <message>
        <source>check the link</source>
        <translation>vérifiez le lien</translation>
    </message>
    <message>
        <source>check this computer&apos;s clock, and whether a proxy of your network stands in between</source>
        <translation>vérifiez l’horloge de cet ordinateur et si un proxy de votre réseau s’interpose</translation>
    </message>
    <message>
        <source>remove the source and add it again</source>
        <translation>retirez la source et ajoutez-la de nouveau</translation>
    </message>
    <message>
        <source>remove the source and add it again with its key</source>
        <translation>retirez la source et ajoutez-la de nouveau avec sa clé</translation>
    </message>
    <message>
        <source>update it</source>
        <translation>mettez-le à jour</translation>
    </message>
    <message>
        <source>give both, or neither</source>
        <translation>donnez les deux, ou aucune</translation>
    </message>
    <message>
        <source>name a folder that is there</source>
        <translation>indiquez un dossier qui existe</translation>
    </message>
    <message>
        <source>watch another folder</source>
        <translation>surveillez un autre dossier</translation>
    </message>
    <message>
        <source>move files to another folder</source>
        <translation>déplacez les fichiers vers un autre dossier</translation>
    </message>
    <message>
        <source>shorten it</source>
        <translation>raccourcissez-le</translation>
    </message>
    <message>
        <source>a listing holds %1 invoices at most</source>
        <translation>une liste contient au plus %1 factures</translation>
    </message>
    <message>
        <source>the chosen model of digits %1</source>
        <translation>le modèle de chiffres choisi %1</translation>
    </message>
    <message>
        <source>the model %1</source>
        <translation>le modèle %1</translation>
    </message>
    <message>
        <source>is no model of digits</source>
        <translation>n’est pas un modèle de chiffres</translation>
    </message>
    <message>
        <source>cannot be loaded as a model</source>
        <translation>ne peut pas être chargé comme modèle</translation>
    </message>
    <message>
        <source>holds pickled objects, which are never loaded</source>
        <translation>contient des objets pickle, qui ne sont jamais chargés</translation>
    </message>
    <message>
        <source>is no model of torch.export</source>
        <translation>n’est pas un modèle de torch.export</translation>
    </message>
    <message>
        <source>is not the model that its card describes</source>
        <translation>n’est pas le modèle que décrit sa fiche</translation>
    </message>
    <message>
        <source>is not there or no card of a digit model</source>
        <translation>est introuvable ou n’est pas la fiche d’un modèle de chiffres</translation>
    </message>
    <message>
        <source>is of a model with other classes</source>
        <translation>est celle d’un modèle aux classes différentes</translation>
    </message>
    <message>
        <source>is too large unpacked for a digit model</source>
        <translation>est trop grand, décompressé, pour un modèle de chiffres</translation>
    </message>
    <message>
        <source>is of another network than this program learns by</source>
        <translation>vient d’un autre réseau que celui de ce programme</translation>
    </message>
    <message>
        <source>says no size of its network</source>
        <translation>n’indique pas la taille de son réseau</translation>
    </message>
    <message>
        <source>is not there or holds no lines</source>
        <translation>est introuvable ou ne contient aucune ligne</translation>
    </message>
    <message>
        <source>cannot be deleted: %1</source>
        <translation>ne peut pas être supprimé&#xa0;: %1</translation>
    </message>
    <message>
        <source>only a model of your own can be deleted</source>
        <translation>seul un modèle à vous peut être supprimé</translation>
    </message>
    <message>
        <source>there are %1 numbers to learn from and %2 to judge by; %3 and %4 are needed</source>
        <translation>il y a %1 nombres pour apprendre et %2 pour juger&#x202f;; il en faut %3 et %4</translation>
    </message>
    <message>
        <source>is larger than %1 KB, which no such file is</source>
        <translation>dépasse %1 Ko, ce qu’aucun fichier de ce type ne fait</translation>
    </message>
    <message>
        <source>is not JSON in UTF-8</source>
        <translation>n’est pas du JSON en UTF-8</translation>
    </message>
    <message>
        <source>holds corner points, which need the page they were drawn on</source>
        <translation>contient des points de coin, qui ont besoin de la page où ils ont été tracés</translation>
    </message>
    <message>
        <source>the desk has no version %1 of the template %2</source>
        <translation>l’espace de travail n’a pas de version %1 du modèle %2</translation>
    </message>
    <message>
        <source>%1 has the name %2</source>
        <translation>%1 porte le nom %2</translation>
    </message>
    <message>
        <source>choose fewer invoices, or let the name end in .xlsx</source>
        <translation>choisissez moins de factures, ou donnez un nom en .xlsx</translation>
    </message>
    <message>
        <source>open Digits and delete it, or choose another model there</source>
        <translation>ouvrez «&#xa0;Chiffres&#xa0;» et supprimez-le, ou choisissez-y un autre modèle</translation>
    </message>
    <message>
        <source>choose another model</source>
        <translation>choisissez un autre modèle</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>choisissez un autre nom</translation>
    </message>
    <message>
        <source>choose another value</source>
        <translation>choisissez une autre valeur</translation>
    </message>
    <message>
        <source>correct or accept more invoices with Arabic-Indic numbers</source>
        <translation>corrigez ou acceptez davantage de factures à chiffres arabes orientaux</translation>
    </message>
    <message>
        <source>open an invoice of this layout first</source>
        <translation>ouvrez d’abord une facture de cette mise en page</translation>
    </message>
    <message>
        <source>if it is meant to be asked, allow private addresses for this source</source>
        <translation>si c’est voulu, autorisez les adresses privées pour cette source</translation>
    </message>
    <message>
        <source>install Invoice Desk again, or choose another model</source>
        <translation>réinstallez Invoice Desk, ou choisissez un autre modèle</translation>
    </message>
    <message>
        <source>use the https link, or allow http for this source</source>
        <translation>utilisez le lien https, ou autorisez http pour cette source</translation>
    </message>
    <message>
        <source>give it one</source>
        <translation>donnez-lui-en un</translation>
    </message>
    <message>
        <source>choose it in the list of sources</source>
        <translation>choisissez-la dans la liste des sources</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>added</source>
        <translation>ajoutée</translation>
    </message>
    <message>
        <source>template chosen</source>
        <translation>modèle choisi</translation>
    </message>
    <message>
        <source>reading begun</source>
        <translation>lecture commencée</translation>
    </message>
    <message>
        <source>reading stopped</source>
        <translation>lecture arrêtée</translation>
    </message>
    <message>
        <source>reading broken off</source>
        <translation>lecture interrompue</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lue</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>mise en attente</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>corrigée</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>confirmée</translation>
    </message>
    <message>
        <source>correction withdrawn</source>
        <translation>correction retirée</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>acceptée</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>rouverte</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejetée</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>restaurée</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>supprimée</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>exportée</translation>
    </message>
    <message>
        <source>found to be a duplicate</source>
        <translation>reconnue comme doublon</translation>
    </message>
    <message>
        <source>said to be no duplicate</source>
        <translation>déclarée non doublon</translation>
    </message>
    <message>
        <source>template saved</source>
        <translation>modèle enregistré</translation>
    </message>
    <message>
        <source>template deleted</source>
        <translation>modèle supprimé</translation>
    </message>
    <message>
        <source>template restored</source>
        <translation>modèle restauré</translation>
    </message>
    <message>
        <source>template renamed</source>
        <translation>modèle renommé</translation>
    </message>
    <message>
        <source>new version</source>
        <translation>nouvelle version</translation>
    </message>
    <message>
        <source>source changed</source>
        <translation>source modifiée</translation>
    </message>
    <message>
        <source>item set aside</source>
        <translation>élément mis de côté</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>un fichier</translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation>le presse-papiers</translation>
    </message>
</context>
<context>
    <name>problem</name>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>review</name>
    <message>
        <source>No invoice is chosen</source>
        <translation>Aucune facture n’est choisie</translation>
    </message>
    <message>
        <source>It could not be read</source>
        <translation>Elle n’a pas pu être lue</translation>
    </message>
    <message>
        <source>Set aside as a duplicate</source>
        <translation>Mise de côté comme doublon</translation>
    </message>
    <message>
        <source>Being read</source>
        <translation>Lecture en cours</translation>
    </message>
    <message>
        <source>Rejected before it was read</source>
        <translation>Rejetée avant d’être lue</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Pas encore lue</translation>
    </message>
    <message>
        <source>Choose one in the list to look at its values.</source>
        <translation>Choisissez-en une dans la liste pour voir ses valeurs.</translation>
    </message>
    <message>
        <source>If it is none, say so, and it is read.</source>
        <translation>Si ce n’en est pas un, dites-le, et elle sera lue.</translation>
    </message>
    <message>
        <source>Its values appear here as soon as they are read.</source>
        <translation>Ses valeurs apparaissent ici dès qu’elles sont lues.</translation>
    </message>
    <message>
        <source>Bring it back to have it read.</source>
        <translation>Restaurez-la pour la faire lire.</translation>
    </message>
    <message>
        <source>It waits for its turn. Start reading to see its values here.</source>
        <translation>Elle attend son tour. Lancez la lecture pour voir ses valeurs ici.</translation>
    </message>
    <message>
        <source>No template is chosen for it. Choose one, or draw its boxes on the page.</source>
        <translation>Aucun modèle n’est choisi pour elle. Choisissez-en un ou dessinez ses cadres sur la page.</translation>
    </message>
    <message>
        <source>The reason is not known. Read it again, or type its values by hand.</source>
        <translation>La raison n’est pas connue. Relisez-la ou saisissez ses valeurs à la main.</translation>
    </message>
    <message>
        <source>Mend or replace the file, then read it again.</source>
        <translation>Réparez ou remplacez le fichier, puis relisez-le.</translation>
    </message>
    <message>
        <source>It is accepted: reopen it to change a value.</source>
        <translation>Elle est acceptée&#xa0;: rouvrez-la pour changer une valeur.</translation>
    </message>
    <message>
        <source>Enter keeps a value and goes to the next doubtful one.</source>
        <translation>Entrée garde une valeur et passe à la prochaine douteuse.</translation>
    </message>
    <message>
        <source>Nothing is left in doubt. Enter here, or Ctrl+Enter anywhere, accepts and goes on.</source>
        <translation>Il ne reste aucun doute. Entrée ici, ou Ctrl+Entrée n’importe où, accepte et continue.</translation>
    </message>
    <message>
        <source>No template</source>
        <translation>Aucun modèle</translation>
    </message>
    <message>
        <source>Show the first one</source>
        <translation>Afficher la première</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>coché</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>non coché</translation>
    </message>
    <message>
        <source>It was found nowhere on the page</source>
        <translation>Introuvable sur la page</translation>
    </message>
    <message>
        <source>The page is being opened…</source>
        <translation>Ouverture de la page…</translation>
    </message>
    <message>
        <source>Its box holds no part of the page</source>
        <translation>Son cadre ne contient aucune partie de la page</translation>
    </message>
    <message>
        <source>From %1, %2</source>
        <translation>De %1, %2</translation>
    </message>
    <message>
        <source>You confirmed this reading</source>
        <translation>Vous avez confirmé cette lecture</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>When you said so it had read: %1</source>
        <translation>Quand vous l’avez dit, elle avait lu&#xa0;: %1</translation>
    </message>
    <message>
        <source>The machine read nothing</source>
        <translation>La machine n’a rien lu</translation>
    </message>
    <message>
        <source>The machine read: %1 (%2 sure)</source>
        <translation>La machine a lu&#xa0;: %1 (sûre à %2)</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>pas encore lue</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>en lecture</translation>
    </message>
    <message>
        <source>to review</source>
        <translation>à vérifier</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>acceptée</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>exportée</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doublon</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejetée</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>sûre</translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation>douteuse</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>de vous</translation>
    </message>
    <message>
        <source>not kept yet</source>
        <translation>non enregistrée</translation>
    </message>
    <message>
        <source>Nothing is in doubt</source>
        <translation>Aucun doute</translation>
    </message>
    <message>
        <source>Not understood as an amount yet</source>
        <translation>Pas encore reconnu comme montant</translation>
    </message>
    <message>
        <source>Not understood as a date yet</source>
        <translation>Pas encore reconnu comme date</translation>
    </message>
    <message>
        <source>Not understood as a number yet</source>
        <translation>Pas encore reconnu comme nombre</translation>
    </message>
    <message>
        <source>Not understood as a value yet</source>
        <translation>Pas encore reconnu comme valeur</translation>
    </message>
</context>
<context>
    <name>shortcuts</name>
    <message>
        <source>This key types into a field; take it together with Ctrl, or an F key.</source>
        <translation>Cette touche écrit dans un champ&#x202f;; prenez-la avec Ctrl, ou une touche F.</translation>
    </message>
    <message>
        <source>This key works on the regions of the page.</source>
        <translation>Cette touche agit sur les zones de la page.</translation>
    </message>
    <message>
        <source>This key belongs to the review lane.</source>
        <translation>Cette touche appartient au volet de vérification.</translation>
    </message>
    <message>
        <source>This key edits text and the table.</source>
        <translation>Cette touche modifie le texte et le tableau.</translation>
    </message>
    <message>
        <source>Alt with one key opens menus, and chooses glyphs in the review lane.</source>
        <translation>Alt avec une touche ouvre les menus et choisit des caractères dans le volet de vérification.</translation>
    </message>
    <message>
        <source>This key walks from one field to the next.</source>
        <translation>Cette touche passe d’un champ au suivant.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <source>QR or bar code</source>
        <translation>Code QR ou code-barres</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>Checkbox</source>
        <translation>Case à cocher</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>Numéro de facture</translation>
    </message>
    <message>
        <source>Date of the invoice</source>
        <translation>Date de facture</translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>Date d’échéance</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>Fournisseur</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Seller&apos;s tax number</source>
        <translation>Numéro de TVA du fournisseur</translation>
    </message>
    <message>
        <source>Buyer&apos;s tax number</source>
        <translation>Numéro de TVA du client</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Monnaie</translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>Total HT</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Remise</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>TVA</translation>
    </message>
    <message>
        <source>Tax rate</source>
        <translation>Taux de TVA</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total TTC</translation>
    </message>
    <message>
        <source>No role</source>
        <translation>Aucun rôle</translation>
    </message>
    <message>
        <source>Excel in English</source>
        <translation>Excel en anglais</translation>
    </message>
    <message>
        <source>Excel in Arabic</source>
        <translation>Excel en arabe</translation>
    </message>
    <message>
        <source>Excel in French</source>
        <translation>Excel en français</translation>
    </message>
    <message>
        <source>Another program</source>
        <translation>Autre programme</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabe</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Anglais</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Français</translation>
    </message>
</context>
</TS>
