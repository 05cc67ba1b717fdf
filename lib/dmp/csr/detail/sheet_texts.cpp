#include "dmp/csr/detail/sheet_texts.hpp"

namespace dmp::csr::detail {
namespace {

using enum Shape;
using enum When;

constexpr SheetLine kLines[] = {
    {title, always, "", "FICHE DE COMMANDE - CERTIFICAT ORG {usage}"},
    {text, always, "", ""},
    {field, always, "Établissement", "{name}"},
    {field, always, "FINESS {kind}", "{finess}"},
    {field, always, "Structure", "{structure} (identifiant national de structure)"},
    {field, always, "Environnement", "{environment}"},
    {field, always, "Offre", "ORG"},
    {field, authentication, "Usage", "{usage} (s'authentifier auprès du DMP)"},
    {field, signature, "Usage", "{usage} (signer les lots de documents soumis au DMP)"},
    {field, other_usage, "Usage", "{usage}"},
    {field, always, "Service applicatif", "{service}"},
    {field, always, "Fichier à déposer", "request.csr (à côté de cette fiche)"},

    {heading, always, "", "Avant de commencer"},
    {item, rehearsal, "!",
     "RÉPÉTITION : rien n'est à commander sur la plateforme. Les étapes qui "
     "suivent sont celles d'une vraie commande."},
    {item, test, "!",
     "TEST : se connecter avec une carte de test. Un certificat de test ne sert "
     "jamais en production."},
    {item, always, "-", "Un poste équipé d'un lecteur de carte à puce, avec accès à internet."},
    {item, always, "-",
     "La carte CPx active d'un administrateur technique habilité pour cet "
     "établissement."},
    {item, always, "-",
     "Le fichier key.pem reste ici : il ne se transmet à personne et ne se "
     "dépose nulle part."},

    {heading, always, "", "Étape 1 - Demande"},
    {item, always, "1.", "Ouvrir la plateforme IGC-Santé :"},
    {value, always, "", "{portal}"},
    {item, login_known, "", "et s'y authentifier avec la carte :"},
    {value, login_known, "", "{login}"},
    {item, always, "2.", "Ouvrir l'onglet « Demander »."},
    {item, always, "3.",
     "Choisir l'offre « ORG » et la structure, que l'on cherche par sa raison "
     "sociale ou par son identifiant national :"},
    {value, always, "", "{structure}"},
    {item, always, "4.", "Choisir « Demander un nouveau produit »."},
    {item, always, "5.", "Choisir l'usage :"},
    {value, always, "", "{usage}"},
    {item, always, "6.", "Saisir le « Service applicatif », exactement ainsi :"},
    {value, always, "", "{service}"},
    {item, always, "7.",
     "Si la plateforme propose le dépôt d'une CSR (PKCS#10), déposer le "
     "fichier :"},
    {value, always, "", "request.csr"},
    {item, always, "",
     "Si elle ne le propose pas, elle fabrique elle-même la clé et remet un "
     "fichier P12 : la clé et la demande de ce dossier ne servent alors pas, et "
     "c'est le P12 qui s'installe."},
    {item, always, "8.", "Choisir le mot de passe demandé (secret n° 1) et terminer la demande."},

    {heading, always, "", "Étape 2 - Retrait"},
    {item, always, "1.", "Ouvrir l'onglet « Retirer », ou l'adresse reçue par courriel."},
    {item, always, "2.",
     "Rechercher le produit par offre, structure et usage, et le "
     "sélectionner."},
    {item, always, "3.",
     "Saisir deux fois le code de révocation (secret n° 2), accepter le "
     "certificat, les conditions générales d'utilisation et la politique de "
     "certification, puis « Finaliser »."},
    {item, always, "4.",
     "Saisir le mot de passe choisi à la demande (secret n° 1), puis "
     "« Télécharger »."},
    {item, always, "5.", "« Terminer » ; un courriel confirme le retrait."},

    {heading, always, "", "Deux secrets différents"},
    {item, always, "-",
     "Secret n° 1, le mot de passe : choisi à la demande, exigé au retrait. "
     "S'il est perdu, toute la demande est à refaire."},
    {item, always, "-",
     "Secret n° 2, le code de révocation : choisi au retrait, exigé pour "
     "révoquer le certificat. Une révocation est définitive."},
    {item, encrypted, "-",
     "La phrase de passe de key.pem n'est ni l'un ni l'autre : elle reste "
     "dans l'établissement et sera demandée à l'installation."},
    {item, always, "-", "Les conserver séparément, et ne rien en écrire sur cette fiche."},

    {heading, always, "", "Sujet attendu du certificat"},
    {text, always, "",
     "La demande porte ce sujet. L'autorité peut le recomposer d'après son "
     "annuaire : le comparer, attribut par attribut, avec celui du certificat "
     "reçu."},
    {text, always, "", ""},
    {field, always, "C  (pays)", "FR"},
    {field, always, "ST (département)", "{state}"},
    {field, always, "O  (organisation)", "{organisation}"},
    {field, always, "OU (structure)", "{structure}"},
    {field, always, "CN (service)", "{service}"},
    {text, always, "", ""},
    {text, always, "",
     "O est coupé à 40 caractères. Un autre OU ou un autre CN : ne pas "
     "installer le certificat. Un autre ST ou un autre O : vérifier ce que "
     "l'annuaire dit de l'établissement."},
    {text, always, "", ""},
    {text, always, "", "SHA-256 de la clé publique (SubjectPublicKeyInfo, DER), à comparer :"},
    {value, always, "", "{public_key_sha256}"},
    {text, always, "", "Pour un certificat reçu en PEM, dans certificat.pem :"},
    {value, always, "", "openssl x509 -in certificat.pem -noout -pubkey |"},
    {value, always, "", "  openssl pkey -pubin -outform DER | sha256sum"},

    {heading, always, "", "Ensuite"},
    {text, always, "",
     "Vérifier le certificat reçu, sans rien écrire, puis l'installer avec la même commande sans "
     "--verify-only :"},
    {value, always, "", "dmpcert install CERTIFICAT --workspace WORKSPACE \\"},
    {value, always, "", "  --trust AUTORITES --verify-only"},
    {text, always, "",
     "WORKSPACE est le dossier qui contient journal.jsonl ; AUTORITES, un fichier ou un dossier de "
     "certificats des autorités (inutile pour un P12 de la plateforme, qui les contient ; ajouter "
     "alors "
     "--pem-dir DOSSIER, où ranger la clé que la plateforme a fabriquée)."},
    {text, always, "", ""},
    {text, always, "",
     "Le certificat est valable {validity} à compter de son obtention. Le "
     "renouvellement n'est pas automatique, et n'est possible que tant que le "
     "certificat est actif : après, c'est une nouvelle demande. Un courriel "
     "prévient les administrateurs techniques {notice} jours avant la fin. "
     "Pour surveiller l'échéance :"},
    {value, always, "", "dmpcert expiry WORKSPACE"},
    {text, always, "", ""},
    {text, always, "", "Règles appliquées : édition {policy}."},
};

}  // namespace

std::span<const SheetLine> sheet_lines() { return kLines; }

std::string_view french(model::FinessKind kind) {
  return kind == model::FinessKind::geographic ? "géographique" : "juridique";
}

std::string_view french(model::Environment environment) {
  switch (environment) {
    case model::Environment::production:
      return "production";
    case model::Environment::test:
      return "test";
    case model::Environment::rehearsal:
      return "répétition";
    case model::Environment::unknown:
      return "inconnu";
  }
  return "inconnu";
}

std::string_view french(model::OrderState state) {
  switch (state) {
    case model::OrderState::planned:
      return "prévue";
    case model::OrderState::requested:
      return "demande prête";
    case model::OrderState::delivered:
      return "certificat reçu";
    case model::OrderState::installed:
      return "certificat installé";
    case model::OrderState::superseded:
      return "certificat remplacé";
    case model::OrderState::revoked:
      return "certificat révoqué";
  }
  return "inconnu";
}

std::string french_duration(int months) {
  if (months % 12 != 0) {
    return std::to_string(months) + " mois";
  }
  const int years = months / 12;
  return std::to_string(years) + (years == 1 ? " an" : " ans");
}

}  // namespace dmp::csr::detail
