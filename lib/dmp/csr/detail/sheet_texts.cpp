#include "dmp/csr/detail/sheet_texts.hpp"

namespace dmp::csr::detail {
namespace {

using enum Shape;
using enum When;

constexpr SheetLine kLines[] = {
    {title, first_request, "", "Fiche de commande – certificat ORG {usage}"},
    {title, renewal, "", "Fiche de renouvellement – certificat ORG {usage}"},
    {alert, rehearsal, "ESSAI",
     "rien n’est à commander sur la plateforme. Les étapes qui suivent sont celles d’une vraie "
     "commande."},
    {alert, test, "TEST",
     "se connecter avec une carte de test. Un certificat de test ne sert jamais en production."},
    {gap, always, "", ""},
    {field, always, "Établissement", "{name}"},
    {field, always, "{kind}", "{finess}"},
    {field, shared, "Commun aux sites", "{sites}"},
    {field, always, "Environnement", "{environment}"},
    {field, first_request, "Demande", "nouveau certificat"},
    {field, renewal, "Demande", "renouvellement du certificat en service"},
    {choice, always, "Offre", "ORG"},
    {choice, always, "Structure", "{structure}", "identifiant national de structure"},
    {choice, dmp_authentication, "Usage", "{usage}", "s’authentifier auprès du DMP"},
    {choice, dmp_signature, "Usage", "{usage}", "signer les lots de documents soumis au DMP"},
    {choice, other_use, "Usage", "{usage}"},
    {choice, usual_service, "Service applicatif", "{service}"},
    {choice, other_service, "Service applicatif", "{service}",
     "un autre nom que celui du DMP, « {usual_service} »"},
    {choice, always, "Fichier à déposer", "request.csr", "à côté de cette fiche"},

    {heading, always, "", "Avant de commencer"},
    {note, always, "", "Un poste équipé d’un lecteur de carte à puce, avec accès à internet."},
    {note, always, "",
     "La carte CPx active d’un administrateur technique habilité pour cet établissement."},
    {note, always, "",
     "Le fichier key.pem reste ici : il ne se transmet à personne et ne se dépose nulle part."},
    {note, renewal, "",
     "Le certificat en service et sa clé restent en place jusqu’à l’installation du nouveau."},

    {text, manual_known, "",
     "Prendre connaissance des manuels de la plateforme (« Portail Web ») : {manual}"},

    {heading, first_request, "", "Étape 1 – Demande"},
    {heading, renewal, "", "Étape 1 – Demande de renouvellement"},
    {step, always, "", "Ouvrir la plateforme IGC-Santé :"},
    {value, always, "Plateforme", "{portal}"},
    {more, login_known, "", "et s’y authentifier avec la carte :"},
    {value, login_known, "Authentification", "{login}"},
    {step, first_request, "", "Ouvrir l’onglet « Demander »."},
    {step, first_request, "",
     "Choisir l’offre et la structure, que l’on cherche par sa raison sociale ou par son "
     "identifiant national :"},
    {value, first_request, "Offre", "ORG"},
    {value, first_request, "Structure", "{structure}"},
    {step, first_request, "", "Choisir « Demander un nouveau produit »."},
    {step, first_request, "", "Choisir l’usage :"},
    {value, first_request, "Usage", "{usage}"},
    {step, first_request, "", "Saisir le « Service applicatif », exactement ainsi :"},
    {step, renewal, "",
     "Retrouver le produit en service, par son offre, sa structure et son usage :"},
    {value, renewal, "Offre", "ORG"},
    {value, renewal, "Structure", "{structure}"},
    {value, renewal, "Usage", "{usage}"},
    {step, renewal, "", "Demander son « renouvellement »."},
    {more, renewal, "",
     "Si la plateforme ne le propose pas, le certificat n’est plus actif et ne se renouvelle "
     "plus : une nouvelle demande est alors à faire."},
    {step, renewal, "", "Si le « Service applicatif » est demandé, saisir exactement :"},
    {value, always, "Service applicatif", "{service}"},
    {step, always, "",
     "Si la plateforme propose le dépôt d’une CSR (PKCS#10), déposer le fichier :"},
    {value, always, "Fichier à déposer", "request.csr"},
    {more, always, "",
     "Si elle ne le propose pas, elle génère elle-même la clé et remet un fichier P12 : la clé et "
     "la demande de ce répertoire ne servent alors pas, et c’est le P12 qui s’installe."},
    {step, always, "", "Choisir le mot de passe demandé (secret n° 1) et terminer la demande."},

    {heading, always, "", "Étape 2 – Retrait"},
    {step, always, "", "Ouvrir l’onglet « Retirer », ou l’adresse reçue par courriel."},
    {step, always, "", "Rechercher le produit par offre, structure et usage, et le sélectionner."},
    {step, always, "",
     "Saisir deux fois le code de révocation (secret n° 2), accepter le certificat, les "
     "conditions générales d’utilisation et la politique de certification, puis « Finaliser »."},
    {step, always, "",
     "Saisir le mot de passe choisi à la demande (secret n° 1), puis « Télécharger »."},
    {step, always, "", "« Terminer » ; un courriel confirme le retrait."},

    {heading, always, "", "Deux secrets différents"},
    {secret, always, "Secret n° 1, le mot de passe",
     "choisi à la demande, exigé au retrait. S’il est perdu, toute la demande est à refaire."},
    {secret, always, "Secret n° 2, le code de révocation",
     "choisi au retrait, exigé pour révoquer le certificat. Une révocation est définitive."},
    {note, encrypted, "",
     "La phrase de passe de key.pem n’est ni l’un ni l’autre : elle reste dans l’établissement et "
     "sera demandée à l’installation."},
    {note, always, "", "Les conserver séparément, et ne rien en écrire sur cette fiche."},

    {heading, renewal, "", "Étape 3 – Remplacement"},
    {step, renewal, "",
     "Laisser en service l’ancienne paire, clé et certificat, jusqu’à ce que le nouveau "
     "certificat soit installé."},
    {step, renewal, "",
     "Vérifier le certificat reçu, puis l’installer : voir les deux dernières parties de cette "
     "fiche."},
    {step, renewal, "",
     "S’assurer que le logiciel fonctionne avec la nouvelle paire ; alors seulement, mettre "
     "l’ancienne hors service."},
    {digest, renewal, "Empreinte SHA-256 de l’ancien certificat", "{renews}"},

    {heading, always, "", "Sujet attendu du certificat"},
    {text, always, "",
     "La demande porte ce sujet. L’autorité peut le recomposer d’après son annuaire : le "
     "comparer, attribut par attribut, avec celui du certificat reçu."},
    {gap, always, "", ""},
    {attribute, always, "C  (pays)", "FR"},
    {attribute, always, "ST (département)", "{state}"},
    {attribute, always, "O  (organisation)", "{organisation}"},
    {attribute, always, "OU (structure)", "{structure}"},
    {attribute, always, "CN (service)", "{service}"},
    {gap, always, "", ""},
    {text, always, "",
     "O est coupé à 40 caractères. Un autre OU ou un autre CN : ne pas installer le certificat. "
     "Un autre ST ou un autre O : vérifier ce que l’annuaire dit de l’établissement."},
    {gap, always, "", ""},
    {text, printable, "",
     "Ce sujet en une ligne (RFC 2253), comme le ROR et MSSanté le font déclarer et comme le VIHF "
     "le porte :"},
    {command, printable, "", "{subject}"},
    {gap, printable, "", ""},
    {digest, always, "SHA-256 de la clé publique (SubjectPublicKeyInfo, DER), à comparer",
     "{public_key_sha256}"},
    {text, always, "", "Pour un certificat reçu en PEM, dans certificat.pem :"},
    {command, always, "", "openssl x509 -in certificat.pem -noout -pubkey |"},
    {command, always, "", "  openssl pkey -pubin -outform DER | sha256sum"},

    {heading, always, "", "Ensuite"},
    {text, always, "",
     "Vérifier le certificat reçu avec la clé de ce répertoire et les certificats des autorités, "
     "sans rien écrire, puis l’installer."},
    {verify_command, always, "", ""},
    {text, always, "",
     "Un fichier P12 de la plateforme contient déjà les certificats des autorités, et la clé que "
     "la plateforme a générée."},
    {gap, always, "", ""},
    {text, always, "",
     "Le certificat est valable {validity} à compter de son obtention. Le renouvellement n’est "
     "pas automatique, et n’est possible que tant que le certificat est actif : après, c’est une "
     "nouvelle demande. Un courriel prévient les administrateurs techniques {notice} jours avant "
     "la fin. Surveiller l’échéance."},
    {watch_command, always, "", ""},
    {gap, always, "", ""},
    {text, always, "", "Édition de la procédure : {policy}."},
};

}  // namespace

std::span<const SheetLine> sheet_lines() { return kLines; }

std::string_view french(model::FinessKind kind) {
  return kind == model::FinessKind::geographic  ? "FINESS géographique"
         : kind == model::FinessKind::juridical ? "FINESS juridique"
                                                : "SIRET";
}

std::string_view french(model::Environment environment) {
  switch (environment) {
    case model::Environment::production:
      return "production";
    case model::Environment::test:
      return "test";
    case model::Environment::rehearsal:
      return "essai";
    case model::Environment::unknown:
      return "inconnu";
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
