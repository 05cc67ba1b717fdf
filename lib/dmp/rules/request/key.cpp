#include <algorithm>

#include "dmp/rules/detail/request.hpp"
#include "dmp/x509/key_fitness.hpp"

namespace dmp::rules::detail {
namespace {

using x509::Weakness;

constexpr std::string_view kKey = "IGC-Santé, subjectPublicKeyInfo";
constexpr std::string_view kSigned = "IGC-Santé, signatureAlgorithm";

constexpr std::string_view kUsualExponent = "65537";

/// "RSA 3072", "RSA 2048, e = 3", "EC prime256v1"
std::string key_of(const x509::Request& request) {
  const auto& exponent = request.public_exponent;
  return request.key_algorithm + " " +
         (request.key_curve.empty() ? std::to_string(request.key_bits) : request.key_curve) +
         (exponent.empty() || exponent == kUsualExponent ? "" : ", e = " + exponent);
}

/// The rule that a weakness breaks; none for those that are only unlike what was seen.
struct Broken {
  Weakness weakness;
  std::string_view rule;
  std::string_view reason = {};  ///< Catalogue id, where a rule has several.
  bool is_unusual = false;       ///< That it is unlike those seen goes without saying then.
};
constexpr Broken kBroken[] = {
    {Weakness::too_short, "REQUEST-KEY-SHORT", {}, true},
    {Weakness::curve_weak, "REQUEST-KEY-SHORT", {}, true},
    {Weakness::exponent_one, "REQUEST-KEY-EXPONENT", "rules.request.exponent.one", true},
    {Weakness::exponent_even, "REQUEST-KEY-EXPONENT", "rules.request.exponent.even", true},
    {Weakness::exponent_small, "REQUEST-KEY-EXPONENT", "rules.request.exponent.small", true},
    {Weakness::exponent_huge, "REQUEST-KEY-EXPONENT", "rules.request.exponent.huge", true},
    {Weakness::modulus_even, "REQUEST-KEY-FACTOR", "rules.request.factor.even"},
    {Weakness::small_factor, "REQUEST-KEY-FACTOR", "rules.request.factor.small"},
    {Weakness::roca, "REQUEST-KEY-ROCA"},
    {Weakness::close_primes, "REQUEST-KEY-CLOSE-PRIMES"},
    {Weakness::debian, "REQUEST-KEY-DEBIAN"},
};

bool is_usual_key(const x509::Request& request) {
  return request.key_algorithm == "RSA" && request.key_bits == 2048 &&
         request.public_exponent == kUsualExponent;
}

constexpr Rule kRules[] = {
    {"REQUEST-SIGNATURE",
     Severity::error,
     "RFC 2986, 4.2",
     {"its own signature is not valid for its key",
      "sa propre signature n'est pas valide pour sa clé",
      "It was changed, or its author does not have the key: have it made again with the program "
      "that holds the key.",
      "Elle a été modifiée, ou son auteur n'a pas la clé : la faire refaire par le programme qui "
      "détient la clé."}},
    {"REQUEST-CMS-SIGNATURE",
     Severity::error,
     "RFC 5652, 5.6",
     {"the CMS signature around it is not valid: {reason}",
      "la signature CMS qui l'entoure n'est pas valide : {reason}",
      "Have it signed again, with the signer's certificate included.",
      "La faire signer de nouveau, en y joignant le certificat du signataire."}},
    {"REQUEST-HASH",
     Severity::warning,
     kSigned,
     {"it is signed with {algorithm} instead of the usual sha256WithRSAEncryption",
      "elle est signée avec {algorithm} au lieu de sha256WithRSAEncryption, habituel",
      "Make it again with SHA-256 (openssl req -sha256); signatures with MD5 or SHA-1 prove "
      "nothing.",
      "La refaire avec SHA-256 (openssl req -sha256) ; une signature avec MD5 ou SHA-1 ne prouve "
      "rien."}},
    {"REQUEST-WITH-KEY",
     Severity::warning,
     "",
     {"the file also contains a private key", "le fichier contient aussi une clé privée",
      "Never send this file: take the request alone, and generate a new key if the file has been "
      "sent to anyone.",
      "Ne jamais transmettre ce fichier : prendre la demande seule, et générer une nouvelle clé si "
      "le fichier a circulé."}},
    {"REQUEST-KEY-SHORT",
     Severity::error,
     kKey,
     {"its key is too short: {key}", "sa clé est trop courte : {key}",
      "Generate an RSA key of 2048 bits.", "Générer une clé RSA de 2048 bits."}},
    {"REQUEST-KEY-UNUSUAL",
     Severity::warning,
     kKey,
     {"its key is {key}; all known certificates of the IGC-Santé have RSA 2048 with exponent 65537",
      "sa clé est {key} ; tous les certificats connus de l'IGC-Santé sont en RSA 2048, exposant "
      "65537",
      "It is not known whether the portal accepts it: generate an RSA key of 2048 bits if "
      "possible.",
      "On ne sait pas si la plateforme l'accepte : générer une clé RSA de 2048 bits si possible."}},
    {"REQUEST-KEY-EXPONENT",
     Severity::error,
     kKey,
     {"the public exponent of its key {reason}", "l'exposant public de sa clé {reason}",
      "Generate a new key with exponent 65537, the default of all programs.",
      "Générer une nouvelle clé d'exposant 65537, valeur par défaut de tous les programmes."}},
    {"REQUEST-KEY-FACTOR",
     Severity::error,
     kKey,
     {"the modulus of its key has a factor that anybody can find: {reason}",
      "le module de sa clé a un facteur que n'importe qui peut trouver : {reason}",
      "The key protects nothing: generate a new one with another program.",
      "Cette clé ne protège rien : en générer une autre avec un autre programme."}},
    {"REQUEST-KEY-ROCA",
     Severity::error,
     kKey,
     {"its key comes from a chip with the ROCA flaw (CVE-2017-15361)",
      "sa clé vient d'une puce atteinte du défaut ROCA (CVE-2017-15361)",
      "Its private key can be computed: generate a new one with a program, or on another token.",
      "Sa clé privée peut être calculée : en générer une nouvelle avec un programme, ou sur un "
      "autre support."}},
    {"REQUEST-KEY-CLOSE-PRIMES",
     Severity::error,
     kKey,
     {"the two primes of its key are so close together that they can be found at once",
      "les deux nombres premiers de sa clé sont si proches qu'on les trouve aussitôt",
      "Its private key can be computed: generate a new one with another program.",
      "Sa clé privée peut être calculée : en générer une nouvelle avec un autre programme."}},
    {"REQUEST-KEY-DEBIAN",
     Severity::error,
     kKey,
     {"its key is one of the weak keys that Debian's OpenSSL generated (CVE-2008-0166)",
      "sa clé est l'une des clés faibles que l'OpenSSL de Debian générait (CVE-2008-0166)",
      "Its private key is public: generate a new one.",
      "Sa clé privée est publique : en générer une nouvelle."}},
    {"REQUEST-SAME-KEY",
     Severity::error,
     "",
     {"its key is also the key of {other} ({subject})",
      "sa clé est aussi celle de {other} ({subject})",
      "Every certificate needs its own key; give a request only once.",
      "Chaque certificat demande sa propre clé ; ne donner une demande qu'une fois."}},
    {"REQUEST-ATTRIBUTES",
     Severity::warning,
     "RFC 2986, 4.1",
     {"it asks for more than a certificate, so the portal may refuse it: {attributes}",
      "elle demande plus qu'un certificat : la plateforme peut la refuser : {attributes}",
      "Make it again without attributes. Anybody who has the request can read a challengePassword.",
      "La refaire sans attributs. Quiconque a la demande peut lire un challengePassword."}},
};

}  // namespace

void judge_signatures(const x509::Request& request, Judge& judge) {
  if (!request.signature_valid) {
    judge.add("REQUEST-SIGNATURE");
  }
  if (request.envelope && !request.envelope->signature_valid) {
    const bool has_signer = !request.envelope->signer.empty();
    judge.add("REQUEST-CMS-SIGNATURE",
              {arg("signer", request.envelope->signer),
               arg_text("reason",
                        has_signer ? "rules.request.cms.wrong" : "rules.request.cms.no-signer")});
  }
  if (request.signature_hash != "SHA256") {
    judge.add(
        "REQUEST-HASH", {arg("algorithm", request.signature_algorithm)},
        x509::is_weak_signature(request.signature_algorithm) ? Severity::error : Severity::warning);
  }
}

void judge_key(const x509::Request& request, const std::vector<Weakness>& weaknesses,
               Judge& judge) {
  bool is_told = false;
  for (const auto& each : kBroken) {
    if (std::ranges::find(weaknesses, each.weakness) == weaknesses.end()) {
      continue;
    }
    is_told = is_told || each.is_unusual;
    Args args = {arg("key", key_of(request)), arg("exponent", request.public_exponent)};
    if (!each.reason.empty()) {
      args.push_back(arg_text("reason", each.reason));
    }
    judge.add(each.rule, std::move(args));
  }
  if (!is_usual_key(request) && !is_told) {
    judge.add("REQUEST-KEY-UNUSUAL", {arg("key", key_of(request))});
  }
}

void judge_attributes(const x509::Request& request, Judge& judge) {
  if (request.attributes == 0) {
    return;
  }
  std::vector<std::string> names;
  for (const auto& each : request.attribute_details) {
    names.push_back(each.name);
  }
  std::vector<std::string> extensions;
  for (const auto& each : request.extensions) {
    extensions.push_back(each.name);
  }
  const auto inner = extensions.empty() ? std::string() : " (" + listed(extensions) + ")";
  judge.add("REQUEST-ATTRIBUTES", {arg("attributes", listed(names) + inner)});
}

std::span<const Rule> request_key_rules() { return kRules; }

}  // namespace dmp::rules::detail
