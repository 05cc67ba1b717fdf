#include "dmp/dossier/detail/parts.hpp"

namespace dmp::dossier {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"NEW-UNKNOWN", "the FINESS register ({register}) does not have: {numbers}",
     "le répertoire FINESS ({register}) ne connaît pas : {numbers}",
     "Check the numbers, or give a more recent file of the register.",
     "Vérifier les numéros, ou donner un fichier plus récent du répertoire."},
    {"NEW-KIND", "{number} is a legal entity, not a site",
     "{number} est une entité juridique, et non un site",
     "Give it with --ej for all its open sites, or give the numbers of its sites.",
     "Le donner avec --ej pour tous ses sites ouverts, ou donner les numéros de ses sites."},
    {"NEW-ENTITY-KIND", "{number} is a site, not a legal entity",
     "{number} est un site, et non une entité juridique", "Give it with --et.",
     "Le donner avec --et."},
    {"NEW-NO-SITE", "legal entity {number} has no open site in the register ({closed} closed)",
     "l'entité juridique {number} n'a aucun site ouvert au répertoire ({closed} fermés)",
     "Check the number, or give the numbers of its sites with --et.",
     "Vérifier le numéro, ou donner les numéros de ses sites avec --et."},
    {"NEW-MANY-SITES", "legal entity {number} has {sites} open sites in the register",
     "l'entité juridique {number} a {sites} sites ouverts au répertoire",
     "Give the numbers of those that need certificates with --et, or take them all with --all.",
     "Donner avec --et les numéros de ceux qui ont besoin de certificats, ou les prendre tous avec "
     "--all."},
    {"NEW-CLOSED", "{number} ({name}) is closed according to the register",
     "{number} ({name}) est fermé selon le répertoire",
     "Order for the site that took over, or check the number.",
     "Commander pour le site qui a pris la suite, ou vérifier le numéro."},
    {"NEW-LEFT-OUT", "{closed} closed {closed:site|sites} of legal entity {number} left out",
     "{closed} {closed:site fermé laissé|sites fermés laissés} de côté pour l'entité juridique "
     "{number}"},
    // The new document.
    {"dossier.new.comment",
     "A dossier for certificates of the DMP. \"dmpcert check\" lists each TODO that is left.\n"
     "What a site does not say itself, its legal entity or the defaults say.",
     "Dossier de certificats pour le DMP. « dmpcert check » liste chaque TODO restant.\n"
     "Ce qu'un site ne dit pas lui-même, son entité juridique ou « defaults » le disent."},
    // Questions at a terminal.
    {"dossier.ask.why-group", "The group stands in the mails to ANS and in every report.",
     "Le groupe figure dans les courriels à l'ANS et dans chaque rapport."},
    {"dossier.ask.group-name", "Name of the group:", "Nom du groupe :"},
    {"dossier.ask.group-kind", "Kind of the group (ght, private-group, network):",
     "Nature du groupe (ght, private-group : groupe privé, network : réseau) :"},
    {"dossier.ask.why-contact", "The contact coordinates the orders of the group, often its DSI.",
     "Le contact coordonne les commandes du groupe ; c'est souvent son DSI."},
    {"dossier.ask.why-administrator",
     "A technical administrator orders and collects the certificates with a CPS or CPE card.",
     "Un administrateur technique commande et retire les certificats avec une carte CPS ou CPE."},
    {"dossier.ask.why-representative", "The legal representative of {entity} signs form 413.",
     "Le représentant légal de {entity} signe le formulaire 413."},
    {"dossier.ask.family-name", "Family name:", "Nom :"},
    {"dossier.ask.given-names", "Given names:", "Prénoms :"},
    {"dossier.ask.phone", "Telephone number:", "Numéro de téléphone :"},
    {"dossier.ask.email", "E-mail address:", "Adresse électronique :"},
    {"dossier.ask.card-type", "Card (CPS, CPE, CPA):", "Carte (CPS, CPE, CPA) :"},
    {"dossier.ask.card-number", "Card number (ten digits):", "Numéro de la carte (dix chiffres) :"},
    {"ANSWER-WORD", "\"{found}\" is not a known value", "« {found} » n'est pas une valeur connue",
     "Use one of: {known}", "Utiliser l'une des valeurs : {known}"},
    {"dossier.todo.family-name", "family name, as on the card", "nom, tel que sur la carte"},
    {"dossier.todo.given-names", "given names, as on the card", "prénoms, tels que sur la carte"},
    {"dossier.todo.phone", "telephone number", "numéro de téléphone"},
    {"dossier.todo.email", "e-mail address", "adresse électronique"},
    {"dossier.todo.card-administrator", "CPS or CPE", "CPS ou CPE"},
    {"dossier.todo.card-representative", "CDE, CPS or CPE", "CDE, CPS ou CPE"},
    {"dossier.todo.card-number", "ten digits printed on the card",
     "dix chiffres imprimés sur la carte"},
    {"dossier.todo.card-status", "active, requested, expired, opposed or missing",
     "active, requested (demandée), expired (périmée), opposed (en opposition) ou missing "
     "(absente)"},
    {"dossier.todo.day", "a day, YYYY-MM-DD", "une date, AAAA-MM-JJ"},
    {"dossier.todo.administrators", "ids of technical administrators, a list such as [\"dsi\"]",
     "identifiants d'administrateurs techniques, une liste comme [\"dsi\"]"},
    {"dossier.todo.publisher", "publisher of the software", "éditeur du logiciel"},
    {"dossier.todo.product", "name of the software", "nom du logiciel"},
    {"dossier.todo.version", "version of the software", "version du logiciel"},
    {"dossier.todo.group-kind", "ght, private-group or network",
     "ght, private-group (groupe privé) ou network (réseau)"},
    {"dossier.todo.group-name", "name of the group", "nom du groupe"},
    {"dossier.todo.entity-name", "name of the legal entity",
     "raison sociale de l'entité juridique"},
    {"dossier.todo.site-name", "name of the site", "raison sociale du site"},
    {"dossier.todo.finess", "site FINESS number (ET)", "FINESS géographique (ET)"},
    {"dossier.todo.legal-entity", "legal-entity FINESS number (EJ)", "FINESS juridique (EJ)"},
    {"dossier.todo.category", "es, esms or other",
     "es (établissement de santé), esms (médico-social) ou other (autre)"},
    {"dossier.todo.kind", "kind of establishment, or its FINESS category",
     "type d'établissement, ou sa catégorie FINESS"},
    {"dossier.todo.sector", "public or private", "public ou private (privé)"},
    {"dossier.todo.contract", "signed, requested or missing",
     "signed (signé), requested (demandé) ou missing (absent)"},
    {"dossier.todo.service-name", "application service (CN), such as INSI-AUTO",
     "service applicatif (CN), par exemple INSI-AUTO"},
    {"dossier.todo.contract-number", "number of the membership agreement",
     "numéro du contrat d'adhésion"},
};

}  // namespace

Messages new_messages() { return kEntries; }

}  // namespace dmp::dossier
