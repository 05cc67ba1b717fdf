#include "dmp/dossier/detail/parts.hpp"

namespace dmp::dossier {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"IMPORT-CERTIFICATE-SKIPPED", "left out: {why}", "ignoré : {why}"},
    {"import.skip.authority", "the certificate of an authority", "certificat d'une autorité"},
    {"import.skip.card", "the certificate of a card", "certificat d'une carte"},
    {"import.skip.server", "the certificate of a server", "certificat d'un serveur"},
    {"import.skip.other", "no certificate of the IGC-Santé for a structure (AUTH_CLI, SIGN, CONF)",
     "ce n'est pas un certificat de structure de l'IGC-Santé (AUTH_CLI, SIGN, CONF)"},
    {"import.skip.structure", "on a number that is neither a FINESS number nor a SIRET",
     "porte un numéro qui n'est ni un FINESS ni un SIRET"},
    {"import.skip.environment", "of another environment than the dossier",
     "d'un autre environnement que le dossier"},
    {"import.skip.expired", "it has expired", "il a expiré"},
    {"import.skip.replaced", "a newer one has taken its place", "un plus récent l'a remplacé"},
    {"import.skip.name", "its name (CN) is empty, too long or has control characters",
     "son nom (CN) est vide, trop long ou comporte des caractères de contrôle"},
    {"IMPORT-CERTIFICATE-NAME", "is named \"{name}\"; the next one is ordered as \"{right}\"",
     "porte le nom « {name} » ; le prochain sera commandé sous le nom « {right} »",
     "Check that the software takes the new name.", "Vérifier que le logiciel accepte ce nom."},
    {"IMPORT-CERTIFICATE-KIND",
     "{number} was taken for a site's number (ET): nothing says whether it is a legal entity's "
     "(EJ)",
     "{number} a été pris pour un FINESS géographique (ET) : rien ne dit si c'est un FINESS "
     "juridique (EJ)",
     "Give the FINESS register, or check the number in the dossier.",
     "Donner le répertoire FINESS, ou vérifier le numéro dans le dossier."},
    {"IMPORT-CERTIFICATE-ENCRYPTED", "left out: its certificates are encrypted",
     "ignoré : ses certificats sont chiffrés",
     "Give the certificates themselves (PEM, DER or P7B); the portal's P12 needs no passphrase.",
     "Donner les certificats eux-mêmes (PEM, DER ou P7B) ; le P12 de la plateforme n'a pas besoin "
     "de phrase de passe."},
};

}  // namespace

Messages certificates_messages() { return kEntries; }

}  // namespace dmp::dossier
