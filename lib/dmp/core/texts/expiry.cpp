#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"EXPIRY-NO-CERTIFICATE", "{file}: no certificate here", "{file} : aucun certificat ici",
     "Name a certificate (PEM, DER, P7B, P12) or a folder that holds some.",
     "Indiquer un certificat (PEM, DER, P7B, P12) ou un dossier qui en contient."},
    {"EXPIRY-FOLDER-UNREADABLE", "{file}: this folder cannot be listed",
     "{file} : impossible de lister ce dossier", "Run as a user who may read it, or leave it out.",
     "Relancer avec un compte qui a le droit de le lire, ou ne pas l'indiquer."},
    {"EXPIRY-ENCRYPTED", "{file}: the certificates inside are encrypted; their dates are not known",
     "{file} : les certificats contenus sont chiffrés ; leurs dates ne sont pas connues",
     "Give the passphrase of this file; the P12 that the portal delivers needs none.",
     "Donner la phrase secrète de ce fichier ; le P12 remis par le portail n'en demande pas."},
};

}  // namespace

Entries expiry() { return kEntries; }

}  // namespace dmp::texts
