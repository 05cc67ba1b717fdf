#include "dmp/csr/detail/existing.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "dmp/base/listed.hpp"
#include "dmp/documents/order_document.hpp"
#include "dmp/files/read.hpp"
#include "dmp/x509/digest.hpp"
#include "dmp/x509/key.hpp"

namespace dmp::csr::detail {
namespace {

bool is_there(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

struct Pair {
  std::string_view name;
  std::string_view found;
  std::string_view expected;
};

template <std::size_t N>
std::optional<Args> first_difference(const std::array<Pair, N>& pairs) {
  const auto differs =
      std::ranges::find_if(pairs, [](const Pair& p) { return p.found != p.expected; });
  if (differs == pairs.end()) {
    return std::nullopt;
  }
  return Args{arg("attribute", differs->name), arg("found", differs->found),
              arg("expected", differs->expected)};
}

std::optional<Args> subject_difference(const model::DistinguishedName& found,
                                       const x509::Subject& expected) {
  const auto unit = listed(found.units, " + ");
  return first_difference(std::array<Pair, 6>{{{"C", found.country, "FR"},
                                               {"ST", found.state, expected.state},
                                               {"L", found.locality, ""},
                                               {"O", found.organisation, expected.organisation},
                                               {"OU", unit, expected.unit},
                                               {"CN", found.common_name, expected.common_name}}});
}

std::optional<Problem> request_problem(const std::filesystem::path& path,
                                       const x509::Request& request, const x509::Subject& subject) {
  if (!request.signature_valid) {
    return Problem{path, "csr.reason.signature"};
  }
  if (request.attributes != 0) {
    return Problem{path, "csr.reason.attributes"};
  }
  if (auto difference = subject_difference(request.subject, subject)) {
    return Problem{path, "csr.reason.subject", std::move(*difference)};
  }
  return std::nullopt;
}

Result<x509::Request> read_request(const std::filesystem::path& path) {
  const auto content = files::read_file(path);
  if (!content) {
    return fail(content.error());
  }
  return x509::read_request(*content, path.string());
}

struct KeyFacts {
  bool encrypted = false;
  std::string public_key_sha256;  ///< Empty when the key is encrypted and no passphrase is given.
};

Result<KeyFacts> read_key(const std::filesystem::path& path, const Secret* passphrase) {
  auto content = files::read_file(path);
  if (!content) {
    return fail(content.error());
  }
  const auto key = x509::PrivateKey::read(*content, path.string(), passphrase);
  if (key) {
    return KeyFacts{key->protection() != x509::Protection::none, key->public_key_sha256()};
  }
  if (key.error().reason == Reason::passphrase_needed) {
    return KeyFacts{true, {}};
  }
  return fail(key.error());
}

/// Tells whether a file is a secret that was written, to the byte.
Result<bool> holds(const std::filesystem::path& path, const Secret& written) {
  auto content = files::read_file(path);
  if (!content) {
    return fail(content.error());
  }
  const bool same = std::ranges::equal(*content, written.view());
  return same;
}

Result<bool> is_key_of(const std::filesystem::path& path, const model::Order& order,
                       const Secret* passphrase) {
  return read_key(path, passphrase).map([&order](const KeyFacts& key) {
    return key.encrypted == order.key_encrypted &&
           (key.public_key_sha256.empty() || key.public_key_sha256 == order.public_key_sha256);
  });
}

std::optional<Args> order_difference(const model::Order& found, const model::Order& wanted) {
  return first_difference(std::array<Pair, 5>{
      {{"environment", to_string(found.environment), to_string(wanted.environment)},
       {"finess", found.finess, wanted.finess},
       {"structure", found.structure, wanted.structure},
       {"usage", to_string(found.usage), to_string(wanted.usage)},
       {"service", found.service, wanted.service}}});
}

/// disagreement compares the files with each other and with what is wanted.
std::optional<Problem> disagreement(const files::OrderFolder& folder, const Existing& existing,
                                    const KeyFacts& key, const model::Order& wanted,
                                    const x509::Subject& subject, bool want_encrypted) {
  const auto& request = existing.request;
  if (existing.order) {
    if (auto difference = order_difference(*existing.order, wanted)) {
      return Problem{folder.order(), "csr.reason.order", std::move(*difference)};
    }
  }
  if (auto problem = request_problem(folder.request(), request, subject)) {
    return problem;
  }
  if (!wanted.key_algorithm.empty() && request.key_word != wanted.key_algorithm) {
    return Problem{folder.request(),
                   "csr.reason.algorithm",
                   {arg("found", request.key_word), arg("expected", wanted.key_algorithm)}};
  }
  if (!key.public_key_sha256.empty() && key.public_key_sha256 != request.public_key_sha256) {
    return Problem{folder.request(), "csr.reason.key"};
  }
  if (!wanted.public_key_sha256.empty() && wanted.public_key_sha256 != request.public_key_sha256) {
    return Problem{folder.key(), "csr.reason.other-key"};
  }
  if (existing.order && existing.order->public_key_sha256 != request.public_key_sha256) {
    return Problem{folder.request(), "csr.reason.recorded-key"};
  }
  if (want_encrypted && !key.encrypted) {
    return Problem{folder.key(), "csr.reason.clear-key"};
  }
  return std::nullopt;
}

Error unreadable(const model::Order& wanted, const std::filesystem::path& path,
                 const Error& because) {
  // Access that is refused and orders that cannot be understood are no disagreement: they keep
  // their own names.
  if (because.kind == ErrorKind::environment || because.kind == ErrorKind::secret ||
      because.reason == Reason::no_access || because.reason == Reason::damaged) {
    return because;
  }
  auto causes = because.causes;
  causes.insert(causes.begin(), because.id);
  return key_exists(wanted, {path, "csr.reason.unreadable", {}, std::move(causes)});
}

}  // namespace

Error key_exists(const model::Order& wanted, Problem problem) {
  auto args = std::move(problem.args);
  args.push_back(arg("path", problem.path.string()));
  args.push_back(arg("site", wanted.site));
  args.push_back(arg("usage", to_string(wanted.usage)));
  args.push_back(arg_text("reason", problem.reason));
  return {ErrorKind::input, "CSR-KEY-EXISTS", std::move(args), std::move(problem.causes)};
}

Result<model::Order> read_order(const std::filesystem::path& path) {
  const auto content = files::read_file(path);
  if (!content) {
    return fail(content.error());
  }
  return documents::read_order(as_text(*content), path.string());
}

bool holds_anything(const files::OrderFolder& folder) {
  return is_there(folder.key()) || is_there(folder.request()) || is_there(folder.order()) ||
         is_there(folder.certificate());
}

Result<Existing> inspect(const files::OrderFolder& folder, const model::Order& wanted,
                         const x509::Subject& subject, const Secret* passphrase) {
  Existing existing;
  const bool has_order = is_there(folder.order());
  // A request without its key is what a run killed between its first two renames leaves: its key
  // was never there, so nobody can use it and a new pair may take its place.
  if (!is_there(folder.key()) && !has_order) {
    return existing;
  }
  for (const auto& needed : {folder.key(), folder.request()}) {
    if (!is_there(needed)) {
      return fail(key_exists(wanted, {needed, "csr.reason.missing"}));
    }
  }
  if (has_order) {
    auto order = read_order(folder.order());
    if (!order) {
      return fail(unreadable(wanted, folder.order(), order.error()));
    }
    existing.order = std::move(*order);
  }
  auto request = read_request(folder.request());
  if (!request) {
    return fail(unreadable(wanted, folder.request(), request.error()));
  }
  existing.request = std::move(*request);
  const auto key = read_key(folder.key(), passphrase);
  if (!key) {
    return fail(unreadable(wanted, folder.key(), key.error()));
  }
  if (auto problem = disagreement(folder, existing, *key, wanted, subject, passphrase != nullptr)) {
    return fail(key_exists(wanted, std::move(*problem)));
  }
  existing.key_encrypted = key->encrypted;
  const bool is_current = has_order && existing.order->renews == wanted.renews;
  // Past the portal nobody needs the sheets any more.
  const bool has_sheets = (existing.order && existing.order->state != model::OrderState::planned &&
                           existing.order->state != model::OrderState::ready &&
                           existing.order->state != model::OrderState::requested) ||
                          (is_there(folder.sheet()) && is_there(folder.sheet_pdf()));
  existing.found = is_current && has_sheets ? Found::complete : Found::incomplete;
  return existing;
}

Status verify_written(const files::OrderFolder& folder, const model::Order& order,
                      const x509::Subject& subject, const Secret* key_pem,
                      const Secret* passphrase) {
  const auto not_verified = [](Problem problem) {
    auto args = std::move(problem.args);
    args.push_back(arg("path", problem.path.string()));
    args.push_back(arg_text("reason", problem.reason));
    return fail(ErrorKind::environment, "CSR-NOT-VERIFIED", std::move(args),
                std::move(problem.causes));
  };
  const auto request = read_request(folder.request());
  if (!request) {
    return fail(request.error());
  }
  if (auto problem = request_problem(folder.request(), *request, subject)) {
    return not_verified(std::move(*problem));
  }
  if (request->public_key_sha256 != order.public_key_sha256 ||
      x509::sha256_hex(request->der) != order.request_sha256) {
    return not_verified({folder.request(), "csr.reason.recorded-key"});
  }
  const auto good = key_pem != nullptr ? holds(folder.key(), *key_pem)
                                       : is_key_of(folder.key(), order, passphrase);
  if (!good) {
    return fail(good.error());
  }
  return *good ? Status() : not_verified({folder.key(), "csr.reason.recorded-key"});
}

}  // namespace dmp::csr::detail
