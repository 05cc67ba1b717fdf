#include "dmp/csr/signing.hpp"

#include <algorithm>
#include <utility>

#include "dmp/csr/detail/existing.hpp"
#include "dmp/documents/order_document.hpp"
#include "dmp/files/lock.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"
#include "dmp/rules/people.hpp"
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

/// The site's administrator whose card it is, or null.
const model::Administrator* holder_of(const CardChoice& choice, const model::Establishment& site) {
  const auto& number = choice.signer.card->number;
  const auto& all = choice.dossier.administrators;
  const auto found = std::ranges::find_if(all, [&](const model::Administrator& one) {
    return std::ranges::count(site.administrators, one.id) != 0 && rules::has_card(one, number);
  });
  return found == all.end() ? nullptr : &*found;
}

/// Why the dossier speaks against the card: the end of a text's id, or "".
std::string_view objection(const model::Card& card, Instant now) {
  using model::CardStatus;
  if (card.status == CardStatus::opposed || card.status == CardStatus::expired ||
      card.status == CardStatus::missing) {
    return to_string(card.status);
  }
  return card.expires_on && *card.expires_on < date_of(now) ? "end" : "";
}

/// What is wrong with the card for every site.
void judge_itself(const CardChoice& choice, Findings& findings) {
  const auto& signer = choice.signer;
  if (signer.ends_at() <= choice.now) {
    findings.push_back(
        error_of("CSR-CARD-EXPIRED", {}, {arg_day("date", date_of(signer.ends_at()))}));
  }
  if (signer.not_before > choice.now) {
    findings.push_back(
        error_of("CSR-CARD-NOT-YET", {}, {arg_day("date", date_of(signer.not_before))}));
  }
  if (!signer.card) {
    findings.push_back(error_of("CSR-CARD-NONE", {}, {arg("subject", signer.subject.printed)}));
  }
}

/// What is wrong with the card for one site.
void judge_for(const model::Establishment& site, const CardChoice& choice, Findings& findings) {
  const auto& signer = choice.signer;
  if (rules::is_foreign(signer.environment, choice.dossier.environment)) {
    findings.push_back(error_of("CSR-CARD-ENVIRONMENT", site.id,
                                {rules::environment_arg("card", signer.environment),
                                 rules::environment_arg("dossier", choice.dossier.environment)}));
  }
  const auto* holder = holder_of(choice, site);
  if (holder == nullptr) {
    findings.push_back(
        error_of("CSR-CARD-UNDECLARED", site.id, {arg("number", signer.card->number)}));
    return;
  }
  const auto& card = *holder->person.card;
  if (const auto why = objection(card, choice.now); !why.empty()) {
    findings.push_back(
        error_of("CSR-CARD-STATUS", site.id,
                 {arg("number", signer.card->number), arg("administrator", holder->id),
                  card.expires_on ? arg_day("end", *card.expires_on) : arg("end", ""),
                  arg_text("reason", "rules.request.card-status." + std::string(why))}));
  }
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

/// What stands in the place of the signed request.
enum class Found { nothing, signature, signature_without_chain };

/// Tells whether the card may ask for the site of the order, or may all the same.
bool may_ask(const SignRequest& request, const std::string& site, const x509::Certificate& signer) {
  const auto* establishment = request.dossier.find_establishment(site);
  return std::ranges::count(request.forced.sites, site) != 0 ||
         (establishment != nullptr &&
          judge_card({request.dossier, {establishment}, signer.facts(), request.now}).empty());
}

bool lacks_chain(const SignRequest& request, const x509::Request& found) {
  return !std::ranges::all_of(request.chain, [&](const x509::Certificate& issuer) {
    return std::ranges::any_of(found.envelope_certificates, [&](const auto& one) {
      return one.facts().sha256 == issuer.facts().sha256;
    });
  });
}

/// Error id: CSR-SIGNED-EXISTS.
Result<Found> look(const SignRequest& request, const OrderOutcome& order, ByteView der) {
  const auto path = files::OrderFolder{order.folder}.signed_request();
  const auto content = files::read_file(path);
  if (!content) {
    return content.error().reason == Reason::not_found ? Result<Found>(Found::nothing)
                                                       : fail(content.error());
  }
  const auto contents = x509::read_requests(*content, path.string());
  const auto* found =
      contents && contents->requests.size() == 1 ? &contents->requests.front() : nullptr;
  if (found == nullptr || !found->envelope || !found->envelope->signature_valid || !found->signer ||
      !std::ranges::equal(found->der, der)) {
    return fail(ErrorKind::input, "CSR-SIGNED-EXISTS", {arg("path", path.string())});
  }
  const bool is_ours = found->signer->facts().sha256 == request.signer.certificate().facts().sha256;
  if (!is_ours && !may_ask(request, order.order.site, *found->signer)) {
    return fail(ErrorKind::input, "CSR-SIGNED-EXISTS", {arg("path", path.string())});
  }
  return is_ours && lacks_chain(request, *found) ? Found::signature_without_chain
                                                 : Found::signature;
}

Status write(const SignRequest& request, const OrderOutcome& order, ByteView signed_data,
             files::WriteMode mode) {
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
  return transaction.stage(folder.signed_request(), signed_data, files::kPublic, mode)
      .and_then([&] {
        return transaction.commit([&] {
          return files::Workspace{request.workspace}.record(documents::write_journal_entry(entry));
        });
      });
}

/// Signs one order; returns whether it was not signed before.
Result<bool> sign_order(const SignRequest& request, const OrderOutcome& order) {
  const files::OrderFolder folder{order.folder};
  if (auto fine = folder.check_own(); !fine) {
    return fail(std::move(fine.error()));
  }
  const auto der = request_of(folder);
  if (!der) {
    return fail(der.error());
  }
  const auto found = look(request, order, *der);
  if (!found || *found == Found::signature) {
    return found.map([](Found) { return false; });
  }
  const auto mode = *found == Found::nothing ? files::WriteMode::create : files::WriteMode::replace;
  return x509::sign_data(*der, request.signer, request.chain, request.now)
      .and_then([&](const Bytes& signed_data) { return write(request, order, signed_data, mode); })
      .map([] { return true; });
}

}  // namespace

Findings judge_card(const CardChoice& choice) {
  Findings findings;
  judge_itself(choice, findings);
  for (const auto* site : choice.sites) {
    if (choice.signer.card) {
      judge_for(*site, choice, findings);
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
