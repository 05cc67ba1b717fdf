#pragma once

#include <string_view>

/// Every French text of form 413, in the words and the numbering of the procedure's chapter 5.
namespace dmp::form413::wording {

inline constexpr std::string_view kTitle = "Formulaire n° 413 — Commande de certificats logiciels";
inline constexpr std::string_view kPrepared =
    "Document préparé par dmpcert, à reporter sur le formulaire officiel";
inline constexpr std::string_view kOfficialAt = "Formulaire officiel à télécharger : ";
inline constexpr std::string_view kScope =
    "Ce document reprend les parties 3 et 4, avec leurs intitulés et leur numérotation. "
    "Les champs suivis de * sont obligatoires.";
inline constexpr std::string_view kTrial =
    "Dossier d’essai ou de test : ne pas envoyer ce document.";
inline constexpr std::string_view kDraftMark = "BROUILLON";
inline constexpr std::string_view kDraft =
    "Brouillon : document à compléter, ne pas signer ni envoyer.";
inline constexpr std::string_view kTrialDraft =
    "Brouillon d’un dossier d’essai ou de test : ne pas signer ni envoyer ce document.";

inline constexpr std::string_view kPart3 = "3. Identification de la structure bénéficiaire";
inline constexpr std::string_view kPart31 = "3.1 Identification de la structure";
inline constexpr std::string_view kName = "Dénomination de la structure";
inline constexpr std::string_view kFiness = "FINESS Géographique";
inline constexpr std::string_view kFinessHint =
    "(sauf structures ne prenant pas en charge d’usagers)";
inline constexpr std::string_view kSiret = "N° SIRET";
inline constexpr std::string_view kSiretReason =
    "Laissé vide malgré l’astérisque, comme le demande le guide de l’ANS (chapitre 5, c).";
inline constexpr std::string_view kSiretNeeded =
    "Renseigné car la structure, qui ne prend pas en charge d’usagers, n’a pas de FINESS.";
inline constexpr std::string_view kRpps = "RPPS rang";
inline constexpr std::string_view kRppsHint =
    "(uniquement pour les cabinets de radiologie, hors sociétés d’exercice)";
inline constexpr std::string_view kRppsReason =
    "Laissé vide, comme le demande le guide de l’ANS (chapitre 5, d).";

inline constexpr std::string_view kPart32 =
    "3.2 Identification du représentant légal ou du mandataire";
inline constexpr std::string_view kWhoAreYou =
    "Êtes-vous le représentant légal ou son mandataire ?";
inline constexpr std::string_view kRepresentative = "Responsable légal";
inline constexpr std::string_view kProxy = "Mandataire";
inline constexpr std::string_view kFamilyName = "Nom";
inline constexpr std::string_view kGivenNames = "Prénom(s)";
inline constexpr std::string_view kPhone = "Téléphone";
inline constexpr std::string_view kEmail = "Email professionnel";
inline constexpr std::string_view kCard = "N° de carte";

inline constexpr std::string_view kPart4 = "4. Informations spécifiques";
inline constexpr std::string_view kPart4Continued = "4. Informations spécifiques (suite)";
inline constexpr std::string_view kPart41 = "4.1 Déclaration des administrateurs techniques";
inline constexpr std::string_view kPart41Continued =
    "4.1 Déclaration des administrateurs techniques (suite)";
inline constexpr std::string_view kPart41GoesOn =
    "La liste des administrateurs techniques se poursuit page 3.";
inline constexpr std::string_view kFamilyNameOnCard = "Nom figurant sur la carte";
inline constexpr std::string_view kGivenNamesOnCard = "Prénom figurant sur la carte";

inline constexpr std::string_view kPart42 = "4.2 Usage des certificats et solution utilisée";
inline constexpr std::string_view kStatement =
    "Précisions sur l’usage des certificats et sur votre projet";
inline constexpr std::string_view kPublisher = "Éditeur de la solution";
inline constexpr std::string_view kSolution = "Solution utilisée";

inline constexpr std::string_view kPart43 = "4.3 Type de certificats souhaités";
inline constexpr std::string_view kTickTypes =
    "Cochez les types de certificats souhaités et remplissez les informations complémentaires "
    "associées";

inline constexpr std::string_view kOfferExamples = "(Ex : DMP, ROR, Annuaire Santé...)";

inline constexpr std::string_view kSignature = "Date, signature et cachet";
inline constexpr std::string_view kDate = "Date";
inline constexpr std::string_view kSignedByRepresentative = "Signature du responsable légal";
inline constexpr std::string_view kSignedByProxy = "Signature du mandataire";
inline constexpr std::string_view kSignedByEither =
    "Signature du responsable légal ou du mandataire";
inline constexpr std::string_view kStamp = "Cachet de la structure";
inline constexpr std::string_view kSendTo =
    "Une fois le formulaire complété et signé, à envoyer par mail à l’adresse suivante :";
inline constexpr std::string_view kSendToUnknown =
    "Une fois le formulaire complété et signé, à envoyer à l’adresse qu’indique le formulaire "
    "officiel.";

inline constexpr std::string_view kStar = " *";
inline constexpr std::string_view kTicked = "☒";
inline constexpr std::string_view kNotTicked = "☐";
inline constexpr std::string_view kFooterForm = "Formulaire n° 413";
inline constexpr std::string_view kFooterFiness = " · FINESS ";
inline constexpr std::string_view kFooterPrepared = " · préparé par dmpcert le ";
inline constexpr std::string_view kPage = "Page ";
inline constexpr std::string_view kOf = " sur ";

/// The mail that carries forms.
inline constexpr std::string_view kMailSubject = "Formulaire n° 413";
inline constexpr std::string_view kMailTrial = "[Essai, ne pas envoyer] ";
inline constexpr std::string_view kMailSites = " établissements)";
inline constexpr std::string_view kMailBody =
    "Madame, Monsieur,\n\n"
    "Veuillez trouver ci-joint le formulaire n° 413 de commande de certificats logiciels, complété "
    "et signé, de l’établissement suivant :\n\n";
inline constexpr std::string_view kMailBodyOfMany =
    "Madame, Monsieur,\n\n"
    "Veuillez trouver ci-joint les formulaires n° 413 de commande de certificats logiciels, "
    "complétés et signés, des établissements suivants :\n\n";
inline constexpr std::string_view kMailFiness = "FINESS géographique : ";
inline constexpr std::string_view kMailEntity = "Certificats demandés sur le FINESS juridique : ";
inline constexpr std::string_view kMailSiret = "Certificats demandés sur le SIRET : ";
inline constexpr std::string_view kMailShared = "Ces certificats sont communs aux sites : ";
inline constexpr std::string_view kMailFile = "Pièce jointe : ";
inline constexpr std::string_view kMailPurpose = "Usage des certificats : ";
inline constexpr std::string_view kMailFurther = "Sont joints également :\n";
inline constexpr std::string_view kMailFurtherItem = "- formulaire n° ";
inline constexpr std::string_view kMailCopies =
    "Les administrateurs techniques déclarés sont en copie. Nous vous remercions de nous confirmer "
    "leur habilitation à commander des certificats.\n\n";
inline constexpr std::string_view kMailEnd = "Cordialement,\n\n";

/// The sheet about further forms.
inline constexpr std::string_view kAnnexTitle = "Autres formulaires à joindre au dossier";
inline constexpr std::string_view kAnnexIntroduction =
    "Outre le formulaire n° 413, la procédure (chapitre 4.2) demande pour cet établissement les "
    "formulaires ci-dessous. Ils se téléchargent sur le site de l’ANS et partent avec le reste du "
    "dossier.";
inline constexpr std::string_view kAnnexForm = "Formulaire n° ";
inline constexpr std::string_view kAnnexWhy = "Pourquoi";
inline constexpr std::string_view kAnnexFilledBy = "Rempli et signé par";
inline constexpr std::string_view kAnnexCard = "Carte";
inline constexpr std::string_view kAnnexWhere = "Où le trouver";
inline constexpr std::string_view kAnnexValues = "À y reporter";
inline constexpr std::string_view kAnnexStructure = "Structure";
inline constexpr std::string_view kAnnexFiness = "FINESS géographique";
inline constexpr std::string_view kAnnexJuridical = "FINESS juridique";
inline constexpr std::string_view kAnnexSiret = "SIRET";

inline constexpr std::string_view kTitle101 =
    "demande de carte de représentant légal d’établissement";
inline constexpr std::string_view kWhyContract =
    "Le représentant légal n’a pas de contrat d’adhésion signé avec l’ANS.";
inline constexpr std::string_view kWhyCard =
    "Le représentant légal n’a pas de carte CDE (ou CPS de responsable) en cours de validité.";
inline constexpr std::string_view kWhyBoth =
    "Le représentant légal n’a ni contrat d’adhésion signé avec l’ANS, ni carte CDE (ou CPS de "
    "responsable) en cours de validité.";
inline constexpr std::string_view kBy101 = "le représentant légal";
inline constexpr std::string_view kCard101 = "CDE (carte de directeur d’établissement)";
inline constexpr std::string_view kOrders =
    "site de l’ANS, rubrique « cartes professionnels de santé / Vos Commandes », "
    "https://esante.gouv.fr/securite/cartes-et-certificats";
inline constexpr std::string_view kProcedures =
    "site de l’ANS, rubrique « cartes professionnels de santé / Vos démarches », "
    "https://esante.gouv.fr/securite/cartes-et-certificats";

inline constexpr std::string_view kTitle301 = "demande de carte de personnel d’établissement";
inline constexpr std::string_view kWhy301 =
    "L’administrateur technique n’a pas de carte en cours de validité.";
inline constexpr std::string_view kBy301 =
    "l’administrateur technique, avec la signature du représentant légal ou du mandataire";
inline constexpr std::string_view kCard301 =
    "CPE (personnel d’établissement) ; un professionnel de santé utilise sa carte CPS";

inline constexpr std::string_view kTitle502 = "désignation de mandataire";
inline constexpr std::string_view kWhy502 =
    "Le formulaire n° 413 est signé par un mandataire dont la désignation n’a pas été envoyée.";
inline constexpr std::string_view kBy502 = "le représentant légal, qui désigne le mandataire";
inline constexpr std::string_view kCard502 =
    "le mandataire a besoin de sa propre carte CPS, CPE ou CPA, selon sa profession";
inline constexpr std::string_view kCardNumberKnown = "N° de carte actuelle";

/// Names of texts that are no fields, for messages about them.
inline constexpr std::string_view kOfficialAddress = "Adresse du formulaire officiel";
inline constexpr std::string_view kServiceAddress = "Adresse du service client";

}  // namespace dmp::form413::wording
