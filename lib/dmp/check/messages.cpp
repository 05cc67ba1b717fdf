#include "dmp/check/messages.hpp"

#include "dmp/check/detail/message_lists.hpp"

namespace dmp::check {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    // Chapters 1 and 3.
    {"SITE-NONE", "the dossier has no establishment", "le dossier n'a aucun établissement",
     "Add each geographic site under \"establishments\".",
     "Ajouter chaque site géographique sous « establishments »."},
    {"SECTOR-LIBERAL", "the liberal sector is outside of this procedure",
     "le secteur libéral ne relève pas de cette procédure",
     "Only establishments that employ their staff order by this procedure: correct the sector, or "
     "ask ANS for the procedure of liberal structures.",
     "Seules les structures salariées commandent par cette procédure : corriger le secteur, ou "
     "s'adresser à l'ANS pour la procédure des structures libérales."},
    {"USAGE-MISSING", "no {usage} certificate is asked for; the DMP needs it",
     "aucun certificat {usage} n'est demandé ; le DMP l'exige",
     "Add a certificate of usage {usage} to \"certificates\".",
     "Ajouter un certificat d'usage {usage} à « certificates »."},
    {"USAGE-NOT-NEEDED", "the DMP does not need a {usage} certificate",
     "le DMP n'a pas besoin d'un certificat {usage}",
     "Leave it out, unless another service needs it.",
     "Le retirer, sauf si un autre service en a besoin."},
    // Chapter 4.1.
    {"FINESS-GEOGRAPHIC-MISSING", "the geographic FINESS number is missing",
     "le numéro FINESS géographique manque",
     "Give the number of the site (entité géographique, ET) from the FINESS register.",
     "Indiquer le numéro du site (entité géographique, ET) du répertoire FINESS."},
    {"FINESS-JURIDICAL-MISSING",
     "a certificate is asked for on the juridical FINESS number, which is missing",
     "un certificat est demandé sur le numéro FINESS juridique, qui manque",
     "Give the number of the legal entity (entité juridique, EJ) from the FINESS register.",
     "Indiquer le numéro de l'entité juridique (EJ) du répertoire FINESS."},
    {"FINESS-GEOGRAPHIC-REQUIRED",
     "the {usage} certificate is asked for on the juridical FINESS number; since {date} it has to "
     "be on the geographic one",
     "le certificat {usage} est demandé sur le FINESS juridique ; depuis le {date}, il doit l'être "
     "sur le FINESS géographique",
     "Ask for it on \"geographic\", or choose the policy of a later edition.",
     "Le demander sur « geographic », ou choisir la politique d'une édition plus récente."},
    {"FINESS-JURIDICAL-UNJUSTIFIED",
     "the {usage} certificate is asked for on the juridical FINESS number, without a software that "
     "needs it",
     "le certificat {usage} est demandé sur le FINESS juridique, sans logiciel qui l'impose",
     "Ask for it on \"geographic\", which is compulsory from {date}; only certificates already "
     "made, or a software limited to the juridical number, may use the other one until then.",
     "Le demander sur « geographic », obligatoire à partir du {date} ; d'ici là, seuls des "
     "certificats déjà générés ou un logiciel limité au FINESS juridique permettent l'autre."},
    {"FINESS-JURIDICAL-TOLERATED",
     "the {usage} certificate on the juridical FINESS number is tolerated before {date} only",
     "le certificat {usage} sur le FINESS juridique n'est toléré qu'avant le {date}",
     "Plan with the publisher the change to the geographic number.",
     "Prévoir avec l'éditeur le passage au numéro géographique."},
    {"FINESS-JURIDICAL-EXPECTED",
     "the {usage} certificate is asked for on the geographic FINESS number; since {date} "
     "certificates are carried by the legal entity",
     "le certificat {usage} est demandé sur le FINESS géographique ; depuis le {date}, les "
     "certificats sont portés par l'entité juridique",
     "Ask for it on \"juridical\"; an establishment with a single site may still be on its "
     "geographic number.",
     "Le demander sur « juridical » ; un établissement mono-site peut être encore sur son numéro "
     "géographique."},
    {"FINESS-JURIDICAL-OVER",
     "the {usage} certificate that the site holds on the legal-entity FINESS number could be used "
     "until {last} only",
     "le certificat {usage} que le site détient sur le FINESS juridique ne pouvait être utilisé "
     "que "
     "jusqu'au {last}",
     "Order one on the site's number, or choose a later edition of the procedure.",
     "En commander un sur le FINESS géographique, ou choisir une édition plus récente."},
    {"FINESS-JURIDICAL-HELD",
     "the {usage} certificate that the site holds on the legal-entity FINESS number may be used "
     "until {last} only",
     "le certificat {usage} que le site détient sur le FINESS juridique ne peut être utilisé que "
     "jusqu'au {last}",
     "Order the next one on the geographic number.",
     "Commander le prochain sur le numéro géographique."},
    {"SOFTWARE-JURIDICAL-ONLY",
     "the software works with a juridical FINESS number only, which no longer does since {date}",
     "le logiciel ne fonctionne qu'avec un FINESS juridique, ce qui n'est plus admis depuis le "
     "{date}",
     "Ask the publisher for a version that works with the geographic number.",
     "Demander à l'éditeur une version qui fonctionne avec le numéro géographique."},
    {"SOFTWARE-OTHER-NUMBER",
     "the software works with a legal-entity FINESS number only, and certificates are asked for on "
     "the site's",
     "le logiciel ne fonctionne qu'avec un FINESS juridique, et des certificats sont demandés sur "
     "le FINESS géographique",
     "Ask for them on \"juridical\", or for a version of the software that takes the site's "
     "number.",
     "Les demander sur « juridical », ou demander une version du logiciel qui accepte le FINESS "
     "géographique."},
    {"FINESS-KINDS-MIXED", "the certificates are asked for on different FINESS numbers",
     "les certificats sont demandés sur des numéros FINESS différents",
     "Ask for both on the same number: the DMP compares the structures of the two.",
     "Demander les deux sur le même numéro : le DMP compare leurs structures."},
    {"FINESS-FICTITIOUS",
     "FINESS number {value} is one of ANS's test structures, in a production dossier",
     "le numéro FINESS {value} est celui d'une structure de test de l'ANS, dans un dossier de "
     "production",
     "Give the real number, or set \"environment\" to \"test\".",
     "Indiquer le vrai numéro, ou mettre « environment » à « test »."},
    // Chapter 4.2: contract.
    {"CONTRACT-MISSING", "there is no adhesion contract with ANS",
     "il n'y a pas de contrat d'adhésion avec l'ANS",
     "The legal representative subscribes one with ANS, together with the card (form 101); a group "
     "sends the files of all its sites at once.",
     "Le représentant légal en souscrit un auprès de l'ANS, avec la carte (formulaire n° 101) ; un "
     "groupe envoie les dossiers de tous ses sites en une fois."},
    {"CONTRACT-PENDING", "the adhesion contract is requested but not signed",
     "le contrat d'adhésion est demandé mais pas signé",
     "Wait for ANS's answer, then set the contract's status to \"signed\".",
     "Attendre la réponse de l'ANS, puis passer l'état du contrat à « signed »."},
    {"CONTRACT-UNKNOWN", "it is not known whether there is an adhesion contract with ANS",
     "on ne sait pas s'il existe un contrat d'adhésion avec l'ANS",
     "Ask ANS's client service for the contracts that the establishment holds.",
     "Demander au service client de l'ANS les contrats souscrits par l'établissement."},
    {"CONTRACT-NOT-YET-SIGNED", "the contract is given as signed on {date}, which is still to come",
     "le contrat est donné pour signé le {date}, qui est encore à venir",
     "Correct the date, or set the status to \"requested\".",
     "Corriger la date, ou passer l'état à « requested »."},
    // Chapter 4.2: the legal representative.
    {"REPRESENTATIVE-MISSING", "the legal representative is missing",
     "le représentant légal manque",
     "Add \"representative\" with the person's names, telephone, e-mail and card.",
     "Ajouter « representative » avec les noms, le téléphone, l'adresse électronique et la carte "
     "de la personne."},
    {"REPRESENTATIVE-CARD", "the legal representative has no active card ({status})",
     "le représentant légal n'a pas de carte active ({status})",
     "Order a CDE card with form 101, or correct the card's status.",
     "Commander une carte CDE par le formulaire n° 101, ou corriger l'état de la carte."},
    {"REPRESENTATIVE-CARD-TYPE",
     "the legal representative's card is a {type}; {expected} is needed",
     "la carte du représentant légal est une {type} ; il faut une {expected}",
     "Order a CDE card with form 101.", "Commander une carte CDE par le formulaire n° 101."},
    {"REPRESENTATIVE-CARD-EXPIRED", "the legal representative's card ended on {date}",
     "la carte du représentant légal a pris fin le {date}",
     "Have it renewed, then correct the date.", "La faire renouveler, puis corriger la date."},
    {"REPRESENTATIVE-CARD-ENDS-SOON",
     "the legal representative's card ends on {date}, before the order can be done",
     "la carte du représentant légal prend fin le {date}, avant que la commande puisse aboutir",
     "Have it renewed now.", "La faire renouveler dès maintenant."},
    // Chapters 4 and 4.2: technical administrators.
    {"ADMINISTRATOR-NONE", "no technical administrator is named",
     "aucun administrateur technique n'est désigné",
     "Name at least one in \"administrators\": form 413 declares them.",
     "En désigner au moins un dans « administrators » : le formulaire 413 les déclare."},
    {"ADMINISTRATOR-CARD",
     "no technical administrator of the site has an active card of a fitting type",
     "aucun administrateur technique du site n'a de carte active d'un type adapté",
     "Order a CPE card for staff with form 301, or name an administrator who has a card: CPS or "
     "CPE for staff, CPA for the vendor.",
     "Commander une carte CPE pour un salarié par le formulaire n° 301, ou désigner un "
     "administrateur qui a une carte : CPS ou CPE pour un salarié, CPA chez l'éditeur."},
    {"ADMINISTRATOR-CARD-INACTIVE", "administrator {administrator} has no active card ({status})",
     "l'administrateur {administrator} n'a pas de carte active ({status})",
     "Order a card (form 301 for staff), or correct the card's status.",
     "Commander une carte (formulaire n° 301 pour un salarié), ou corriger l'état de la carte."},
    {"ADMINISTRATOR-CARD-TYPE",
     "administrator {administrator}, {employer}, has a {type} card; {expected} is needed",
     "l'administrateur {administrator}, {employer}, a une carte {type} ; il faut une {expected}",
     "Correct the employer or the card's type, or order a fitting card.",
     "Corriger l'employeur ou le type de la carte, ou commander une carte adaptée."},
    {"ADMINISTRATOR-CARD-EXPIRED", "the card of administrator {administrator} ended on {date}",
     "la carte de l'administrateur {administrator} a pris fin le {date}",
     "Have it renewed, then correct the date.", "La faire renouveler, puis corriger la date."},
    {"ADMINISTRATOR-CARD-ENDS-SOON",
     "the card of administrator {administrator} ends on {date}, before the order can be done",
     "la carte de l'administrateur {administrator} prend fin le {date}, avant que la commande "
     "puisse aboutir",
     "Have it renewed now.", "La faire renouveler dès maintenant."},
    {"ADMINISTRATOR-CARD-BEFORE-CERTIFICATE",
     "the card of administrator {administrator} ends on {date}, the certificates on {ends}",
     "la carte de l'administrateur {administrator} prend fin le {date}, les certificats le {ends}",
     "Plan its renewal: only a holder of an active card can renew or revoke the certificates.",
     "Prévoir son renouvellement : seul le porteur d'une carte active peut renouveler ou révoquer "
     "les certificats."},
    {"ADMINISTRATOR-VENDOR-ONLY",
     "only the vendor administers the certificates: the establishment delegates them to a third "
     "party",
     "seul l'éditeur ou l'intégrateur administre les certificats : l'établissement en délègue la "
     "gestion à un tiers",
     "Make sure that this is meant, and that the vendor tells of every order, end and revocation; "
     "naming one of the staff as well keeps the establishment able to act.",
     "S'assurer que c'est voulu et que le tiers informe de chaque commande, fin et révocation ; "
     "désigner aussi un salarié garde à l'établissement la main."},
    {"ADMINISTRATOR-SHARED-ENTITIES",
     "administrator {administrator}, of the staff, acts for {count} legal entities",
     "l'administrateur {administrator}, salarié, agit pour {count} entités juridiques",
     "Each legal entity declares the person in its own form 413; make sure that each has "
     "delegated.",
     "Chaque entité juridique déclare la personne dans son propre formulaire 413 ; s'assurer que "
     "chacune a délégué."},
    // Chapter 4.2: proxies.
    {"SIGNATORY-UNSTATED", "the dossier does not say who signs form 413",
     "le dossier ne dit pas qui signe le formulaire 413",
     "Set \"signatory\" to \"representative\" or \"proxy\".",
     "Mettre « signatory » à « representative » ou « proxy »."},
    {"PROXY-MISSING", "a proxy is to sign, and the dossier has none",
     "un mandataire doit signer, et le dossier n'en a aucun",
     "Add the proxy to \"proxies\", or let the representative sign.",
     "Ajouter le mandataire à « proxies », ou faire signer le représentant légal."},
    {"PROXY-FORM-502", "proxy {proxy} is to sign before form 502 was sent",
     "le mandataire {proxy} doit signer alors que le formulaire n° 502 n'a pas été envoyé",
     "Have the legal representative complete and send form 502, then give the date in "
     "\"form_502_sent_on\".",
     "Faire compléter et envoyer le formulaire n° 502 par le représentant légal, puis indiquer la "
     "date dans « form_502_sent_on »."},
    {"PROXY-AFTER-FORM-413",
     "form 413 was sent on {date}, before form 502 of {mandate} designated {proxy}, who signs it",
     "le formulaire 413 a été envoyé le {date}, avant le formulaire n° 502 du {mandate} qui "
     "désigne "
     "{proxy}, son signataire",
     "Sign and send form 413 again, or correct the dates.",
     "Signer et envoyer de nouveau le formulaire 413, ou corriger les dates."},
    {"PROXY-CARD", "proxy {proxy}, who is to sign, has no active card ({status})",
     "le mandataire {proxy}, qui doit signer, n'a pas de carte active ({status})",
     "Order a card (CPS, CPE or CPA), or correct the card's status.",
     "Commander une carte (CPS, CPE ou CPA), ou corriger l'état de la carte."},
    {"PROXY-CARD-TYPE", "the card of proxy {proxy} is a {type}; {expected} is needed",
     "la carte du mandataire {proxy} est une {type} ; il faut une {expected}",
     "Correct the card's type, or order a fitting card.",
     "Corriger le type de la carte, ou commander une carte adaptée."},
    {"PROXY-CARD-EXPIRED", "the card of proxy {proxy} ended on {date}",
     "la carte du mandataire {proxy} a pris fin le {date}",
     "Have it renewed, then correct the date.", "La faire renouveler, puis corriger la date."},
    {"PROXY-CARD-ENDS-SOON",
     "the card of proxy {proxy} ends on {date}, before the order can be done",
     "la carte du mandataire {proxy} prend fin le {date}, avant que la commande puisse aboutir",
     "Have it renewed now.", "La faire renouveler dès maintenant."},
    {"PROXY-IS-REPRESENTATIVE", "proxy {proxy} is the legal representative",
     "le mandataire {proxy} est le représentant légal",
     "Remove the proxy: the representative signs without form 502.",
     "Retirer le mandataire : le représentant légal signe sans formulaire n° 502."},
    {"PROXY-NAMES-SELF", "proxy {proxy} signs for nobody but himself as administrator",
     "le mandataire {proxy} ne désigne que lui-même comme administrateur",
     "Have the legal representative sign, or name a second administrator.",
     "Faire signer le représentant légal, ou désigner un second administrateur."},
    // Chapter 5: form 413.
    {"NAME-MISSING", "the name of the establishment is missing",
     "la dénomination de l'établissement manque",
     "Give the raison sociale as the FINESS register has it.",
     "Indiquer la raison sociale telle qu'au répertoire FINESS."},
    {"PERSON-FAMILY-NAME-MISSING", "form 413 needs the family name {person}{id}",
     "il manque au formulaire 413 le nom {person}{id}",
     "Give it in \"family_name\", as the card has it.",
     "L'indiquer dans « family_name », comme sur la carte."},
    {"PERSON-GIVEN-NAMES-MISSING", "form 413 needs the given names {person}{id}",
     "il manque au formulaire 413 le prénom {person}{id}",
     "Give them in \"given_names\", as the card has them.",
     "L'indiquer dans « given_names », comme sur la carte."},
    {"PERSON-PHONE-MISSING", "form 413 needs the telephone number {person}{id}",
     "il manque au formulaire 413 le téléphone {person}{id}", "Give it in \"phone\".",
     "L'indiquer dans « phone »."},
    {"PERSON-EMAIL-MISSING", "form 413 needs the professional e-mail address {person}{id}",
     "il manque au formulaire 413 l'adresse électronique professionnelle {person}{id}",
     "Give it in \"email\"; best a shared mailbox, since ANS announces the end of certificates "
     "there.",
     "L'indiquer dans « email » ; de préférence une boîte partagée, car l'ANS y annonce la fin des "
     "certificats."},
    {"PERSON-CARD-NUMBER-MISSING", "form 413 needs the card number {person}{id}",
     "il manque au formulaire 413 le numéro de carte {person}{id}",
     "Give the ten digits printed on the card in \"card\", \"number\".",
     "Indiquer les dix chiffres imprimés sur la carte dans « card », « number »."},
    {"SOFTWARE-INCOMPLETE", "form 413 asks for the software's publisher, product and version",
     "le formulaire 413 demande l'éditeur, la solution et la version du logiciel",
     "Complete \"software\"; the publisher can tell.",
     "Compléter « software » ; l'éditeur peut renseigner."},
    {"DATE-IN-FUTURE", "{date} is still to come", "le {date} est encore à venir",
     "Give the day on which it was done, or leave it out.",
     "Indiquer le jour où cela a été fait, ou retirer la date."},
    // Names in certificates.
    {"NAME-CUT",
     "the name has {length} characters; the certificates will carry the first 40: \"{cut}\"",
     "le nom a {length} caractères ; les certificats porteront les 40 premiers : « {cut} »",
     "Nothing to do: requests are cut as the authority does.",
     "Rien à faire : les demandes sont coupées comme le fait l'autorité."},
    {"NAME-TOO-LONG",
     "the name has {length} characters, more than the 64 that a certificate can hold",
     "le nom a {length} caractères, plus que les 64 qu'un certificat peut contenir",
     "Check that it is the raison sociale of the FINESS register; the certificates will carry "
     "\"{cut}\".",
     "Vérifier que c'est la raison sociale du répertoire FINESS ; les certificats porteront « "
     "{cut} »."},
    {"DEPARTMENT-UNKNOWN", "no department is known for \"{value}\"",
     "aucun département connu pour « {value} »",
     "Give \"department\" by its usual code, for example \"01\", \"2A\" or \"974\".",
     "Indiquer « department » par son code usuel, par exemple « 01 », « 2A » ou « 974 »."},
    {"DEPARTMENT-DIFFERS", "the department is {department}, FINESS number {value} is of {expected}",
     "le département est {department}, le numéro FINESS {value} est de {expected}",
     "Correct the one that is wrong: requests will carry {department}.",
     "Corriger celui qui est faux : les demandes porteront {department}."},
    {"NAME-CHARACTER", "character {position} of the name cannot stand in a certificate",
     "le caractère {position} de la dénomination ne peut figurer dans un certificat",
     "Type the name again: it was probably copied with an invisible character.",
     "Ressaisir la dénomination : elle a sans doute été copiée avec un caractère invisible."},
    {"ENTITY-NAMES-DIFFER",
     "the certificates on legal entity {number} would be named after several sites ({sites}): the "
     "dossier has neither the name nor the department of the entity",
     "les certificats sur l'entité juridique {number} porteraient le nom de plusieurs sites "
     "({sites}) : le dossier ne donne ni la dénomination ni le département de l'entité",
     "Ask for the entity's certificates at one site only, which has the name and the department of "
     "the entity.",
     "Ne demander les certificats de l'entité que sur un seul site, qui porte la dénomination et "
     "le département de l'entité."},
    {"ENTITY-ELSEWHERE",
     "the certificates on legal entity {number}, in {department}, would carry the name of a site "
     "in {own}; the dossier does not have the name of the entity",
     "les certificats sur l'entité juridique {number}, {department}, porteraient le nom d'un site "
     "de {own} ; le dossier ne donne pas la dénomination de l'entité",
     "Give \"name\" and \"department\" as the entity has them, or accept the finding if the name "
     "is the entity's.",
     "Indiquer « name » et « department » de l'entité, ou accepter le constat si la dénomination "
     "est celle de l'entité."},
    // Words within the texts above.
    {"check.role.representative", "of the legal representative", "du représentant légal"},
    {"check.role.proxy", "of the proxy", "du mandataire"},
    {"check.role.administrator", "of the technical administrator", "de l'administrateur technique"},
    {"check.employer.establishment", "employed by the establishment", "salarié de l'établissement"},
    {"check.employer.vendor", "employed by the vendor", "salarié de l'éditeur ou de l'intégrateur"},
    {"check.always", "the beginning", "début"},
    {"check.card-status.none", "none declared", "aucune déclarée"},
    {"check.card-status.active", "active", "active"},
    {"check.card-status.requested", "requested", "demandée"},
    {"check.card-status.expired", "expired", "périmée"},
    {"check.card-status.opposed", "opposed", "en opposition"},
    {"check.card-status.missing", "missing", "absente"},
    {"check.card-status.unknown", "status unknown", "état inconnu"},
};

}  // namespace

std::vector<Messages> messages() {
  return {kEntries, order_messages(), step_messages(), certificate_messages(),
          workstation_messages()};
}

}  // namespace dmp::check
