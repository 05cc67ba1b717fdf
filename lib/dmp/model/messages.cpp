#include "dmp/model/messages.hpp"

namespace dmp::model {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"FINESS-EMPTY", "the FINESS number is empty", "le numéro FINESS est vide",
     "Take the number from the FINESS register: nine characters, all digits except the A or B of "
     "Corsica.",
     "Reprendre le numéro du répertoire FINESS : neuf caractères, tous des chiffres sauf le A ou "
     "le B de la Corse."},
    {"FINESS-LENGTH",
     "FINESS number \"{value}\" has {found} {found:character|characters} instead of {expected}",
     "le numéro FINESS « {value} » a {found} {found:caractère|caractères} au lieu de {expected}",
     "Take the number from the FINESS register: nine characters, all digits except the A or B of "
     "Corsica.",
     "Reprendre le numéro du répertoire FINESS : neuf caractères, tous des chiffres sauf le A ou "
     "le B de la Corse."},
    {"FINESS-CHARACTER",
     "FINESS number \"{value}\": character {position} is \"{found}\" instead of {expected}",
     "le numéro FINESS « {value} » a « {found} » comme caractère n° {position} ; attendu : "
     "{expected}",
     "Take the number from the FINESS register: nine characters, all digits except the A or B of "
     "Corsica.",
     "Reprendre le numéro du répertoire FINESS : neuf caractères, tous des chiffres sauf le A ou "
     "le B de la Corse."},
    {"FINESS-KEY",
     "FINESS number \"{value}\": its check digit, character {position}, is {found} and should be "
     "{expected}",
     "le numéro FINESS « {value} » a comme clé (caractère n° {position}) {found} au lieu de "
     "{expected}",
     "One of the characters is mistyped: compare the number with the FINESS register.",
     "Un des caractères est mal saisi : comparer le numéro avec le répertoire FINESS."},
    {"SIREN-EMPTY", "the SIREN is empty", "le SIREN est vide",
     "Take the nine digits from the SIRENE register.",
     "Reprendre les neuf chiffres du répertoire SIRENE."},
    {"SIREN-LENGTH",
     "SIREN \"{value}\" has {found} {found:character|characters} instead of {expected}",
     "le SIREN « {value} » a {found} {found:caractère|caractères} au lieu de {expected}",
     "Take the nine digits from the SIRENE register.",
     "Reprendre les neuf chiffres du répertoire SIRENE."},
    {"SIREN-CHARACTER",
     "SIREN \"{value}\": character {position} is \"{found}\" instead of {expected}",
     "le SIREN « {value} » a « {found} » comme caractère n° {position} ; attendu : {expected}",
     "Take the nine digits from the SIRENE register.",
     "Reprendre les neuf chiffres du répertoire SIRENE."},
    {"SIREN-KEY",
     "SIREN \"{value}\": its check digit, character {position}, is {found} and should be "
     "{expected}",
     "le SIREN « {value} » a comme clé (caractère n° {position}) {found} au lieu de {expected}",
     "One of the digits is mistyped: compare the number with the SIRENE register.",
     "Un des chiffres est mal saisi : comparer le numéro avec le répertoire SIRENE."},
    {"SIRET-EMPTY", "the SIRET is empty", "le SIRET est vide",
     "Take the fourteen digits from the SIRENE register: the SIREN and five more.",
     "Reprendre les quatorze chiffres du répertoire SIRENE : le SIREN et cinq autres."},
    {"SIRET-LENGTH",
     "SIRET \"{value}\" has {found} {found:character|characters} instead of {expected}",
     "le SIRET « {value} » a {found} {found:caractère|caractères} au lieu de {expected}",
     "Take the fourteen digits from the SIRENE register: the SIREN and five more.",
     "Reprendre les quatorze chiffres du répertoire SIRENE : le SIREN et cinq autres."},
    {"SIRET-CHARACTER",
     "SIRET \"{value}\": character {position} is \"{found}\" instead of {expected}",
     "le SIRET « {value} » a « {found} » comme caractère n° {position} ; attendu : {expected}",
     "Take the fourteen digits from the SIRENE register: the SIREN and five more.",
     "Reprendre les quatorze chiffres du répertoire SIRENE : le SIREN et cinq autres."},
    {"SIRET-KEY",
     "SIRET \"{value}\": its check digit, character {position}, is {found} and should be "
     "{expected}",
     "le SIRET « {value} » a comme clé (caractère n° {position}) {found} au lieu de {expected}",
     "One of the digits is mistyped: compare the number with the SIRENE register.",
     "Un des chiffres est mal saisi : comparer le numéro avec le répertoire SIRENE."},
    {"RPPS-EMPTY", "the RPPS number is empty", "le numéro RPPS est vide",
     "Take the eleven digits from the national health directory (Annuaire Santé).",
     "Reprendre les onze chiffres de l'Annuaire Santé."},
    {"RPPS-LENGTH",
     "RPPS number \"{value}\" has {found} {found:character|characters} instead of {expected}",
     "le numéro RPPS « {value} » a {found} {found:caractère|caractères} au lieu de {expected}",
     "Take the eleven digits from the national health directory (Annuaire Santé).",
     "Reprendre les onze chiffres de l'Annuaire Santé."},
    {"RPPS-CHARACTER",
     "RPPS number \"{value}\": character {position} is \"{found}\" instead of {expected}",
     "le numéro RPPS « {value} » a « {found} » comme caractère n° {position} ; attendu : "
     "{expected}",
     "Take the eleven digits from the national health directory (Annuaire Santé).",
     "Reprendre les onze chiffres de l'Annuaire Santé."},
    {"RPPS-KEY",
     "RPPS number \"{value}\": its check digit, character {position}, is {found} and should be "
     "{expected}",
     "le numéro RPPS « {value} » a comme clé (caractère n° {position}) {found} au lieu de "
     "{expected}",
     "One of the digits is mistyped: compare the number with the national health directory "
     "(Annuaire Santé).",
     "Un des chiffres est mal saisi : comparer le numéro avec l'Annuaire Santé."},
    {"CARD-NUMBER-EMPTY", "the card number is empty", "le numéro de carte est vide",
     "Take the ten digits printed on the card.",
     "Reprendre les dix chiffres imprimés sur la carte."},
    {"CARD-NUMBER-LENGTH",
     "card number \"{value}\" has {found} {found:character|characters} instead of {expected}",
     "le numéro de carte « {value} » a {found} {found:caractère|caractères} au lieu de {expected}",
     "Take the ten digits printed on the card.",
     "Reprendre les dix chiffres imprimés sur la carte."},
    {"CARD-NUMBER-CHARACTER",
     "card number \"{value}\": character {position} is \"{found}\" instead of {expected}",
     "le numéro de carte « {value} » a « {found} » comme caractère n° {position} ; attendu : "
     "{expected}",
     "Take the ten digits printed on the card.",
     "Reprendre les dix chiffres imprimés sur la carte."},
    {"STRUCTURE-ID-EMPTY", "the structure identifier is empty",
     "l'identifiant national de structure est vide",
     "It is 1 followed by a FINESS number, 2 by a SIREN, 3 by a SIRET, or 4 by an RPPS number and "
     "its rank of three digits.",
     "C'est 1 suivi du FINESS, 2 suivi du SIREN, 3 suivi du SIRET, ou 4 suivi du numéro RPPS et de "
     "son rang sur trois chiffres."},
    {"STRUCTURE-ID-LENGTH",
     "structure identifier \"{value}\" has {found} {found:character|characters} instead of "
     "{expected}",
     "l'identifiant national de structure « {value} » a {found} {found:caractère|caractères} au "
     "lieu de {expected}",
     "It is 1 followed by a FINESS number, 2 by a SIREN, 3 by a SIRET, or 4 by an RPPS number and "
     "its rank of three digits.",
     "C'est 1 suivi du FINESS, 2 suivi du SIREN, 3 suivi du SIRET, ou 4 suivi du numéro RPPS et de "
     "son rang sur trois chiffres."},
    {"STRUCTURE-ID-CHARACTER",
     "structure identifier \"{value}\": character {position} is \"{found}\" instead of {expected}",
     "l'identifiant national de structure « {value} » a « {found} » comme caractère n° {position} "
     "; attendu : {expected}",
     "It is 1 followed by a FINESS number, 2 by a SIREN, 3 by a SIRET, or 4 by an RPPS number and "
     "its rank of three digits.",
     "C'est 1 suivi du FINESS, 2 suivi du SIREN, 3 suivi du SIRET, ou 4 suivi du numéro RPPS et de "
     "son rang sur trois chiffres."},
    {"STRUCTURE-ID-KIND",
     "structure identifier \"{value}\" starts with \"{found}\" instead of {expected}",
     "l'identifiant national de structure « {value} » commence par « {found} » au lieu de "
     "{expected}",
     "It is 1 followed by a FINESS number, 2 by a SIREN, 3 by a SIRET, or 4 by an RPPS number and "
     "its rank of three digits.",
     "C'est 1 suivi du FINESS, 2 suivi du SIREN, 3 suivi du SIRET, ou 4 suivi du numéro RPPS et de "
     "son rang sur trois chiffres."},
    {"EXPECTED-DIGIT", "a digit", "un chiffre"},
    {"EXPECTED-DIGIT-OR-CORSICA", "a digit, or the A or B of Corsica (2A, 2B)",
     "un chiffre, ou A ou B pour la Corse (2A, 2B)"},
    {"EXPECTED-STRUCTURE-KIND", "1, 2, 3 or 4", "1, 2, 3 ou 4"},
    {"FORGIVEN-SPACES", "spaces removed", "espaces retirées"},
    {"FORGIVEN-PUNCTUATION", "dots or hyphens removed", "points ou tirets retirés"},
    {"FORGIVEN-LOWER-CASE", "lower-case letters changed to upper case",
     "minuscules mises en majuscules"},
    {"FORGIVEN-ISSUER", "the issuer's number before \"/\" removed",
     "numéro de l'émetteur, avant « / », retiré"},
    // The tree of authorities that a certificate comes from.
    {"environment.production", "production", "production"},
    {"order-state.planned", "planned", "prévue"},
    {"order-state.ready", "ready to request", "prête à demander"},
    {"order-state.requested", "requested", "demandée"},
    {"order-state.delivered", "delivered", "livrée"},
    {"order-state.installed", "installed", "installée"},
    {"order-state.superseded", "superseded", "remplacée"},
    {"order-state.revoked", "revoked", "révoquée"},
    {"environment.test", "test", "test"},
    {"environment.rehearsal", "rehearsal", "essai"},
    {"environment.unknown", "unknown", "inconnu"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::model
