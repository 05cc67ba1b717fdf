#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"PCSC-NO-SERVICE", "the smart-card service (pcscd) is not running",
     "le service de cartes à puce (pcscd) n'est pas démarré",
     "Start the service: systemctl start pcscd (it is in the package pcscd).",
     "Démarrer le service : systemctl start pcscd (il est dans le paquet pcscd)."},
    {"PCSC-FAILED", "the smart-card service refused {call}",
     "le service de cartes à puce a refusé {call}",
     "Check that you may use it (its log tells: journalctl -u pcscd), then restart it: "
     "systemctl restart pcscd",
     "Vérifier le droit de l'utiliser (son journal le dit : journalctl -u pcscd), puis le "
     "redémarrer : systemctl restart pcscd"},
};

}  // namespace

Entries card() { return kEntries; }

}  // namespace dmp::texts
