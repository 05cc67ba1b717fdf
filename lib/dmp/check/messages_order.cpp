#include "dmp/check/detail/message_lists.hpp"

// The rules of check that speak of the edition, of groups, of form 413 and of orders; those of the
// chapters before are in check.cpp.
namespace dmp::check {
namespace {

constexpr CatalogueEntry kEntries[] = {
    // The edition.
    {"EDITION-LATER", "{date} is before {published}, the day of edition {policy}",
     "le {date} précède le {published}, date de l'édition {policy}",
     "Check with a later --as-of: nothing is known of what held before.",
     "Vérifier avec un --as-of postérieur : on ne sait pas ce qui valait auparavant."},
    {"EDITION-REPLACED", "edition {policy} was replaced by {other} on {date}",
     "l'édition {policy} a été remplacée par {other} le {date}",
     "Check against that one (--policy {other}), unless ANS still goes by this one.",
     "Contrôler avec celle-ci (--policy {other}), sauf si l'ANS applique encore celle-là."},
    {"EDITION-LOOSENED",
     "policy {policy} makes {rule} a matter of {severity}; usually it is {usual}",
     "la politique {policy} ramène {rule} au niveau {severity} ; d'habitude c'est {usual}",
     "Nothing to do if that is meant.", "Rien à faire si c'est voulu."},
    {"EDITION-FIRM",
     "edition {policy} makes {rule} a matter of {severity}; it stays a matter of {usual} where no "
     "order or no form 413 can be made",
     "l'édition {policy} ramène {rule} au niveau {severity} ; il reste au niveau {usual} quand "
     "aucune commande ou aucun formulaire 413 n'est possible",
     "Take it out of the policy's \"severities\".", "Le retirer de « severities » de l'édition."},
    {"SERVICE-NAME-MISSING",
     "policy {policy} requires {usage} without naming its service applicatif",
     "la politique {policy} exige {usage} sans en nommer le service applicatif",
     "Name it in the policy's \"service_names\".",
     "Le nommer dans « service_names » de la politique."},
    {"STATEMENT-MISSING",
     "edition {policy} does not say what form 413 states of the project (part 4.2)",
     "l'édition {policy} ne dit pas ce que le formulaire 413 déclare du projet (partie 4.2)",
     "Give it as \"project_statement\" in the policy file.",
     "L'indiquer dans « project_statement » du fichier de règles."},
    {"SERVICE-NAME-CONFUSED",
     "the service applicatif of {usage}, \"{value}\", is a demanded name written otherwise, or "
     "that "
     "of another usage",
     "le service applicatif de {usage}, « {value} », est un nom imposé écrit autrement, ou celui "
     "d'un autre usage",
     "Write it as the procedure has it in the policy's \"service_names\", to the letter.",
     "L'écrire comme la procédure dans « service_names » de l'édition, à la lettre."},
    {"SERVICE-NAME-OTHER",
     "the service applicatif of {usage} is \"{value}\"; the procedure demands \"{expected}\"",
     "le service applicatif de {usage} est « {value} » ; la procédure impose « {expected} »",
     "Use the procedure's name, unless the certificate serves other services as well and ANS "
     "agrees.",
     "Reprendre le nom de la procédure, sauf si le certificat sert aussi à d'autres services et "
     "que "
     "l'ANS en est d'accord."},
    {"SERVICE-NAME-CHARACTERS",
     "the service applicatif of {usage}, \"{value}\", has characters that no certificate seen has",
     "le service applicatif de {usage}, « {value} », a des caractères qu'aucun certificat connu ne "
     "porte",
     "Keep to letters without accents, digits, space, full stop, hyphen and underscore.",
     "S'en tenir aux lettres sans accent, chiffres, espace, point, tiret et souligné."},
    {"SERVICE-NAME-TOO-LONG",
     "the service applicatif of {usage} has {length} characters; a certificate holds {limit}",
     "le service applicatif de {usage} a {length} caractères ; un certificat en contient {limit}",
     "Shorten it in the policy's \"service_names\".",
     "Le raccourcir dans « service_names » de la politique."},
    // What the dossier accepts.
    {"ACCEPTED-RULE-UNKNOWN", "no rule is called {rule}", "aucune règle ne s'appelle {rule}",
     "Correct the id; check --rules lists them.",
     "Corriger l'identifiant ; check --rules les énumère."},
    {"ACCEPTED-SITE-UNKNOWN", "no establishment is called {site}",
     "aucun établissement ne s'appelle {site}",
     "Correct the id, or leave \"site\" out to accept the finding for all.",
     "Corriger l'identifiant, ou retirer « site » pour accepter le constat partout."},
    {"ACCEPTED-ENDED", "{rule} was accepted until {date}", "{rule} était accepté jusqu'au {date}",
     "Settle the finding, or give a new reason and a new date.",
     "Lever le constat, ou donner un nouveau motif et une nouvelle date."},
    {"ACCEPTED-FIRM", "{rule} cannot be accepted: no order or no form 413 can be made like this",
     "{rule} ne peut pas être accepté : ni commande ni formulaire 413 n'est possible ainsi",
     "Settle the finding, and remove the acceptance.",
     "Lever le constat, et retirer l'acceptation."},
    {"ACCEPTED-UNUSED", "{rule} is accepted, but was not found",
     "{rule} est accepté, mais n'a pas été constaté", "Remove the acceptance.",
     "Retirer l'acceptation."},
    // Chapters 1, 4.3 to 4.5: who, and together with whom.
    {"SECTOR-UNSTATED", "the dossier does not say the sector; the liberal one is not concerned",
     "le dossier ne dit pas le secteur ; le secteur libéral n'est pas concerné",
     "Set \"sector\" to \"public\" or \"private\".",
     "Mettre « sector » à « public » ou « private »."},
    {"KIND-CATEGORY",
     "an establishment of kind \"{kind}\" is of category {expected}, not {category}",
     "un établissement de type « {kind} » relève de la catégorie « {expected} », non « {category} "
     "»",
     "Correct \"category\" or \"kind\".", "Corriger « category » ou « kind »."},
    {"GROUP-MISSING", "{count} establishments order together, and the dossier names no group",
     "{count} établissements commandent ensemble, et le dossier ne nomme pas de groupe",
     "Add \"group\" with its kind: the procedure differs between a GHT, a private group and a "
     "network.",
     "Ajouter « group » et sa nature : la procédure diffère entre un GHT, un groupe privé et un "
     "réseau."},
    {"GROUP-SINGLE-WITH-MANY", "the group is a single site, and the dossier has {count}",
     "le groupe est mono-site, et le dossier a {count} établissements", "Correct the group's kind.",
     "Corriger la nature du groupe."},
    {"GROUP-GHT-MISSING", "public hospitals order ({count}), and the dossier names no GHT",
     "des hôpitaux publics commandent ({count}), et le dossier ne nomme pas de GHT",
     "Approach the DSI of the GHT, which validates the architecture and keeps the steps coherent; "
     "then give \"group\" of kind \"ght\".",
     "Se rapprocher de la DSI du GHT, qui valide l'architecture et tient les démarches cohérentes "
     "; "
     "puis indiquer « group » de nature « ght »."},
    {"GROUP-SECTOR", "an establishment of the {sector} sector in a group of kind {kind}",
     "un établissement de secteur « {sector} » dans un groupe de nature « {kind} »",
     "Correct the sector or the group's kind: a GHT is public, a private group is not.",
     "Corriger le secteur ou la nature du groupe : un GHT est public, un groupe privé ne l'est "
     "pas."},
    {"GROUP-CONTACT-MISSING", "nobody is named at the DSI, which coordinates the group",
     "personne n'est nommé à la DSI, qui coordonne le groupe", "Add \"contact\" to the group.",
     "Ajouter « contact » au groupe."},
    {"GROUP-CONTRACTS-UNREVIEWED",
     "the contracts of the group were not reviewed with ANS; sites without a known one: {count}",
     "les contrats du groupe n'ont pas été passés en revue avec l'ANS ; sites sans contrat connu : "
     "{count}",
     "Ask the client service for all sites at once (check --contract-request writes the mail), "
     "then "
     "give the day in \"contracts_reviewed_on\".",
     "Interroger le service client pour tous les sites à la fois (check --contract-request écrit "
     "le "
     "courriel), puis indiquer la date dans « contracts_reviewed_on »."},
    {"GROUP-CONTRACTS-SCATTERED", "{count} establishments of the group need a contract",
     "{count} établissements du groupe ont besoin d'un contrat",
     "Send their files to the client service in one step, then give the day in "
     "\"contracts_sent_on\".",
     "Envoyer leurs dossiers au service client en une seule étape, puis indiquer la date dans "
     "« contracts_sent_on »."},
    {"GROUP-ARCHITECTURE-UNSTATED",
     "the dossier does not say which architecture the DSI has chosen",
     "le dossier ne dit pas quelle architecture la DSI a retenue",
     "Have it validated (a DMP proxy or other), then name it in \"architecture\".",
     "La faire valider (proxy DMP ou autre), puis l'indiquer dans « architecture »."},
    {"SOFTWARE-PUBLISHER-NOT-CONTACTED",
     "the software's publisher, who can help with the contract's file, has not been contacted",
     "l'éditeur du logiciel, qui peut aider à instruire le dossier du contrat, n'a pas été "
     "contacté",
     "Contact the publisher, then give the day in \"publisher_contacted_on\".",
     "Contacter l'éditeur, puis indiquer la date dans « publisher_contacted_on »."},
    {"NETWORK-TEAM-MISSING", "no team is in charge of the network's deployment",
     "aucune équipe n'est chargée du déploiement du réseau", "Name one in the group's \"team\".",
     "En nommer une dans « team » du groupe."},
    {"NETWORK-PRODUCERS-UNSTATED",
     "it is not said that every structure that produces documents is in the dossier",
     "il n'est pas dit que toutes les structures productrices de documents figurent au dossier",
     "Add each of them as an establishment, since each needs its own certificates, then set "
     "\"producers_listed\" to true.",
     "Ajouter chacune comme établissement, car chacune a besoin de ses propres certificats, puis "
     "mettre « producers_listed » à true."},
    // The mail that asks for the state of contracts.
    {"CONTRACT-REQUEST-ADDRESS", "policy {policy} knows no address of the client service",
     "la politique {policy} ne connaît pas d'adresse du service client",
     "Ask ANS for it, then give it as \"client_service_email\" in a policy file (--policy FILE).",
     "La demander à l'ANS, puis l'indiquer dans « client_service_email » d'un fichier de politique "
     "(--policy FICHIER)."},
    {"CONTRACT-REQUEST-SENDER", "the dossier has nobody in whose name the mail could be sent",
     "le dossier n'a personne au nom de qui envoyer le courriel",
     "Add \"contact\" with an e-mail address to the group.",
     "Ajouter au groupe un « contact » avec une adresse électronique."},
    // Chapters 4.6 and 5: form 413.
    {"FORM-413-ADDRESS", "form 413 was sent to {value}; it goes to {expected}",
     "le formulaire 413 a été envoyé à {value} ; il se renvoie à {expected}",
     "Send it again to the right address, or correct \"sent_to\".",
     "Le renvoyer à la bonne adresse, ou corriger « sent_to »."},
    {"FORM-413-NUMBER-MISSING",
     "form 413 would carry no number: the site has neither a site FINESS number nor a SIRET",
     "le formulaire 413 ne porterait aucun numéro : le site n'a ni FINESS géographique ni SIRET",
     "Give \"siret\": it identifies a structure that has no FINESS number.",
     "Indiquer « siret » : il identifie une structure sans numéro FINESS."},
    {"FORM-413-ENTITY-NUMBER",
     "certificates are asked for on legal-entity FINESS number {number}, which form 413 has no "
     "place for",
     "des certificats sont demandés sur le FINESS juridique {number}, que le formulaire 413 ne "
     "prévoit pas",
     "Say so in the mail that the form goes with; the one of form413 --mail does.",
     "Le dire dans le courriel qui accompagne le formulaire ; celui de form413 --mail le fait."},
    {"FORM-413-ADMINISTRATOR-NEW",
     "administrator {administrator} is not on the form 413 that was sent, and cannot order yet",
     "l'administrateur {administrator} ne figure pas sur le formulaire 413 envoyé, et ne peut pas "
     "encore commander",
     "Send a new form 413, then add the person to its \"administrators\".",
     "Envoyer un nouveau formulaire 413, puis y ajouter la personne dans « administrators »."},
    {"FORM-413-ADMINISTRATOR-NONE",
     "the form 413 that was sent declares none of the site's administrators: nobody can order",
     "le formulaire 413 envoyé ne déclare aucun des administrateurs du site : personne ne peut "
     "commander",
     "Send a new form 413 that declares them, then list them in its \"administrators\".",
     "Envoyer un nouveau formulaire 413 qui les déclare, puis les énumérer dans "
     "« administrators »."},
    {"FORM-413-BEFORE-CONTRACT", "form 413 was sent on {date}, before the contract of {signed}",
     "le formulaire 413 a été envoyé le {date}, avant le contrat du {signed}",
     "Ask the client service whether it was taken into account.",
     "Demander au service client s'il a été pris en compte."},
    {"PERSON-PHONE-FORM", "\"{value}\" is no telephone number",
     "« {value} » n'est pas un numéro de téléphone",
     "Give ten digits, or the country code after \"+\".",
     "Indiquer dix chiffres, ou l'indicatif du pays après « + »."},
    {"PERSON-EMAIL-FORM", "\"{value}\" is no e-mail address",
     "« {value} » n'est pas une adresse électronique", "Give it in the form name@domain.",
     "L'indiquer sous la forme nom@domaine."},
    {"PERSON-EMAIL-PERSONAL", "\"{value}\" is a mailbox of a person at an access provider",
     "« {value} » est une boîte personnelle chez un fournisseur d'accès",
     "Give a professional address, best a shared mailbox: form 413 asks for it.",
     "Indiquer une adresse professionnelle, de préférence une boîte partagée : le formulaire 413 "
     "la demande."},
    {"GROUP-CONTACT-FORM", "\"{value}\" does not reach the group's contact",
     "« {value} » ne permet pas de joindre le contact du groupe",
     "Give a telephone number of ten digits, an e-mail address in the form name@domain.",
     "Indiquer un numéro de téléphone à dix chiffres, une adresse sous la forme nom@domaine."},
    {"EMAIL-ONE-FOR-ALL", "the signer and all administrators have the one mailbox {value}",
     "le signataire et tous les administrateurs n'ont qu'une boîte, {value}",
     "Give the administrators a mailbox of their own: ANS writes to both.",
     "Donner aux administrateurs une boîte à eux : l'ANS écrit aux deux."},
    {"CARD-OF-TWO", "card {value} is declared for {holder} as well",
     "la carte {value} est aussi déclarée pour {holder}",
     "Correct the number of one of them: a card has one holder.",
     "Corriger le numéro de l'un des deux : une carte n'a qu'un porteur."},
    // Chapters 6 and 7: orders and certificates.
    {"ORDER-BEFORE-HABILITATION",
     "the {usage} certificate was ordered on {date}, before the administrator could ({from})",
     "le certificat {usage} a été commandé le {date}, avant que l'administrateur le puisse "
     "({from})",
     "Correct the dates.", "Corriger les dates."},
    {"ORDER-WITHOUT-HABILITATION",
     "the {usage} certificate was ordered on {date}, and the dossier knows of no form 413",
     "le certificat {usage} a été commandé le {date}, et le dossier ne connaît pas de formulaire "
     "413",
     "Give \"form_413\" with the day it was sent and that of ANS's confirmation: only an "
     "authorised administrator can order.",
     "Indiquer « form_413 », avec la date d'envoi et celle de la confirmation de l'ANS : seul un "
     "administrateur habilité peut commander."},
    {"DATES-OUT-OF-ORDER", "\"{key}\" ({date}) is before \"{before}\" ({other})",
     "« {key} » ({date}) précède « {before} » ({other})", "Correct the dates.",
     "Corriger les dates."},
    {"CERTIFICATE-ENDED", "the {usage} certificate ended on {date}: it cannot be renewed any more",
     "le certificat {usage} a pris fin le {date} : il ne peut plus être renouvelé",
     "Order a new one, and take its dates out of the dossier.",
     "En commander un nouveau, et retirer ses dates du dossier."},
    {"CERTIFICATE-RENEWAL-DUE",
     "the {usage} certificate ends on {date}, in {days} day(s); ANS has written {notice} days "
     "before",
     "le certificat {usage} prend fin le {date}, dans {days} jour(s) ; l'ANS écrit {notice} jours "
     "avant",
     "Renew it at the portal while it is active.",
     "Le renouveler sur la plateforme tant qu'il est actif."},
    {"CERTIFICATE-RENEWAL-NEAR", "the {usage} certificate ends on {date}, in {days} day(s)",
     "le certificat {usage} prend fin le {date}, dans {days} jour(s)",
     "Plan its renewal: ANS will write {notice} days before the end.",
     "Prévoir son renouvellement : l'ANS écrira {notice} jours avant la fin."},
    {"CERTIFICATE-END-UNKNOWN", "the {usage} certificate is there, its last day is not",
     "le certificat {usage} est là, sa date de fin ne l'est pas",
     "Give it in \"ends_on\"; dmpcert expiry shows it.",
     "L'indiquer dans « ends_on » ; dmpcert expiry la donne."},
    {"CERTIFICATE-LASTS-TOO-LONG",
     "the {usage} certificate would end on {date}; {months} months end on {last}",
     "le certificat {usage} prendrait fin le {date} ; {months} mois s'achèvent le {last}",
     "Correct the dates; the key of a signature certificate ends first.",
     "Corriger les dates ; la clé d'un certificat de signature prend fin la première."},
    {"NAME-ACCENTS",
     "the name has characters beyond ASCII; the national directory may write others",
     "le nom a des caractères hors ASCII ; l'annuaire national peut les écrire autrement",
     "Compare with the FINESS register; the certificate's O may differ.",
     "Comparer avec le répertoire FINESS ; le O du certificat peut différer."},
};

}  // namespace

Messages order_messages() { return kEntries; }

}  // namespace dmp::check
