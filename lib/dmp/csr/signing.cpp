#include "dmp/csr/signing.hpp"

#include <algorithm>
#include <utility>

#include "dmp/csr/detail/existing.hpp"
#include "dmp/dossier/order_document.hpp"
#include "dmp/files/lock.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"
#include "dmp/x509/digest.hpp"
#include "dmp/x509/request.hpp"
#include "dmp/x509/signed_data.hpp"

namespace dmp::csr {
namespace {

Finding error_of(std::string_view rule, const std::string& site, Args args) {
  Finding finding;
  finding.rule = rule;
  finding.severity = Severity::error;
  finding.site = site;
  finding.args = std::move(args);
  return finding;
}

/// Tells whether the card is that of one of the site's administrators.
bool is_declared(const CardChoice& choice, const model::Establishment& site) {
  const auto& number = choice.signer.card->number;
  return std::ranges::any_of(choice.dossier.administrators, [&](const auto& administrator) {
    const auto& card = administrator.person.card;
    return std::ranges::count(site.administrators, administrator.id) != 0 && card && card->number &&
           card->number->text() == number;
  });
}

/// A card of tests asks for nothing in production, nor the reverse; what environment a card is of
/// may not show.
bool environments_agree(model::Environment dossier, model::Environment card) {
  return card == model::Environment::unknown || dossier == card;
}

/// The request of an order, in DER.
Result<Bytes> request_of(const files::OrderFolder& folder) {
  const auto content = files::read_file(folder.request());
  if (!content) {
    return fail(content.error());
  }
  auto request = x509::read_request(*content, folder.request().string());
  return request ? Result<Bytes>(std::move(request->der)) : fail(request.error());
}

/// Tells whether there is a signed request over the same PKCS#10 already. Error id:
/// CSR-SIGNED-EXISTS.
Result<bool> is_signed(const files::OrderFolder& folder, ByteView der) {
  const auto path = folder.signed_request();
  const auto content = files::read_file(path);
  if (!content) {
    return content.error().id == "FILE-NOT-FOUND" ? Result<bool>(false) : fail(content.error());
  }
  const auto contents = x509::read_requests(*content, path.string());
  if (!contents || contents->requests.size() != 1 || !contents->requests.front().envelope ||
      !contents->requests.front().envelope->signature_valid ||
      !std::ranges::equal(contents->requests.front().der, der)) {
    return fail(ErrorKind::usage, "CSR-SIGNED-EXISTS", {arg("path", path.string())});
  }
  return true;
}

Status write(const SignRequest& request, const OrderOutcome& order, ByteView signed_data) {
  const files::OrderFolder folder{order.folder};
  model::JournalEntry entry;
  entry.at = request.now;
  entry.by = request.user;
  entry.act = "sign";
  entry.site = order.order.site;
  entry.usage = to_string(order.order.usage);
  entry.file = folder.signed_request().lexically_relative(request.workspace).generic_string();
  entry.sha256 = x509::sha256_hex(signed_data);
  entry.public_key_sha256 = order.order.public_key_sha256;
  if (std::ranges::count(request.forced.sites, order.order.site) != 0) {
    entry.note = request.forced.reason;
  }
  files::Transaction transaction;
  return transaction
      .stage(folder.signed_request(), signed_data, files::kPublic, files::WriteMode::create)
      .and_then([&] {
        return transaction.commit([&] {
          return files::Workspace{request.workspace}.record(dossier::write_journal_entry(entry));
        });
      });
}

/// Signs one order; returns whether it was not signed before.
Result<bool> sign_order(const SignRequest& request, const OrderOutcome& order) {
  const files::OrderFolder folder{order.folder};
  const auto der = request_of(folder);
  if (!der) {
    return fail(der.error());
  }
  const auto done = is_signed(folder, *der);
  if (!done || *done) {
    return done.map([](bool) { return false; });
  }
  return x509::sign_data(*der, request.signer, request.chain, request.now)
      .and_then([&](const Bytes& signed_data) { return write(request, order, signed_data); })
      .map([] { return true; });
}

}  // namespace

Findings judge_card(const CardChoice& choice) {
  Findings findings;
  const auto& signer = choice.signer;
  if (signer.ends_at() <= choice.now) {
    findings.push_back(
        error_of("CSR-CARD-EXPIRED", {}, {arg("date", format_date(date_of(signer.ends_at())))}));
  }
  if (!signer.card) {
    return findings;
  }
  for (const auto* site : choice.sites) {
    if (!environments_agree(choice.dossier.environment, signer.environment)) {
      findings.push_back(error_of("CSR-CARD-ENVIRONMENT", site->id,
                                  {arg("card", to_string(signer.environment)),
                                   arg("dossier", to_string(choice.dossier.environment))}));
    }
    if (!is_declared(choice, *site)) {
      findings.push_back(
          error_of("CSR-CARD-UNDECLARED", site->id, {arg("number", signer.card->number)}));
    }
  }
  return findings;
}

Result<SignOutcome> sign_orders(const SignRequest& request) {
  const auto lock = files::Lock::acquire(request.workspace);
  if (!lock) {
    return fail(lock.error());
  }
  SignOutcome outcome;
  Progress progress{0, request.orders.size(), 0};
  for (const auto& order : request.orders) {
    if (request.stop && request.stop()) {
      outcome.interrupted = true;
      return outcome;
    }
    auto made = sign_order(request, order);
    if (!made) {
      outcome.error = std::move(made.error());
      return outcome;
    }
    (*made ? outcome.made : outcome.unchanged).push_back(order.folder);
    ++progress.done;
    progress.made += *made ? 1U : 0U;
    if (request.progress) {
      request.progress(progress);
    }
  }
  return outcome;
}

}  // namespace dmp::csr
