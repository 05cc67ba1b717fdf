#include "dmp/csr/detail/make.hpp"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include "dmp/csr/detail/existing.hpp"
#include "dmp/documents/order_document.hpp"
#include "dmp/files/made.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"
#include "dmp/x509/digest.hpp"
#include "dmp/x509/request.hpp"

namespace dmp::csr::detail {
namespace {

/// HeldPlace is one of the workshop's places, given back at the end of its scope.
class HeldPlace {
 public:
  explicit HeldPlace(std::counting_semaphore<>& places) : places_(places) { places_.acquire(); }
  HeldPlace(const HeldPlace&) = delete;
  HeldPlace& operator=(const HeldPlace&) = delete;
  ~HeldPlace() { places_.release(); }

 private:
  std::counting_semaphore<>& places_;
};

/// Pair is a key as it will lie on the disk and the request that it signed.
struct Pair {
  x509::Request request;
  Secret key_pem;
};

Result<Pair> sign(const Workshop& workshop, const x509::Subject& subject,
                  const x509::PrivateKey& key) {
  auto request = x509::make_request(subject, key);
  if (!request) {
    return fail(std::move(request.error()));
  }
  auto pem = key.pem(workshop.request.passphrase);
  if (!pem) {
    return fail(std::move(pem.error()));
  }
  return Pair{std::move(*request), std::move(*pem)};
}

Result<Pair> make_pair(const Workshop& workshop, const x509::Subject& subject) {
  const HeldPlace place(workshop.places);
  if (workshop.own_key != nullptr) {
    return sign(workshop, subject, *workshop.own_key);
  }
  const auto& request = workshop.request;
  const auto key = request.generate(request.key.value_or(x509::KeySpec{}), workshop.stop);
  return key ? sign(workshop, subject, *key) : Result<Pair>(fail(key.error()));
}

Instant recorded_at(const Request& request) { return request.recorded_at.value_or(request.now); }

/// describe completes the order with what the request and its key say.
void describe(model::Order& order, const x509::Request& made, bool key_encrypted,
              const Request& request) {
  order.key_algorithm = made.key_word;
  order.key_encrypted = key_encrypted;
  order.public_key_sha256 = made.public_key_sha256;
  order.request_sha256 = x509::sha256_hex(made.der);
  order.state = model::OrderState::ready;
  order.history.push_back({order.state, recorded_at(request), request.user, {}, {}});
}

/// write_journal notes the act over the request as it lies on the disk.
Status write_journal(const Request& request, const Job& job) {
  const auto content = files::read_file(job.folder.request());
  if (!content) {
    return fail(content.error());
  }
  model::JournalEntry entry;
  entry.at = recorded_at(request);
  entry.by = request.user;
  entry.act = job.order.renews.empty() ? "csr" : "renew";
  entry.site = job.site->id;
  entry.usage = to_string(job.order.usage);
  entry.file = job.folder.request().lexically_relative(request.workspace).generic_string();
  entry.sha256 = x509::sha256_hex(*content);
  entry.public_key_sha256 = job.order.public_key_sha256;
  if (std::ranges::count(request.forced.sites, job.site->id) != 0) {
    entry.note = request.forced.reason;
  }
  return files::Workspace{request.workspace}.record(documents::write_journal_entry(entry));
}

/// Sheets are the order sheet in its two forms.
struct Sheets {
  std::string text;
  Bytes pdf;
};

Result<Sheets> make_sheets(const Workshop& workshop, const Job& job) {
  const HeldPlace place(workshop.places);
  const auto& policy = workshop.request.policy;
  const auto& commands = workshop.request.commands;
  return order_sheet_pdf(job.order, *job.site, policy, commands, job.sites).map([&](Bytes&& pdf) {
    return Sheets{order_sheet(job.order, *job.site, policy, commands, job.sites), std::move(pdf)};
  });
}

/// MadeFolders are those made for an order. Unless it is kept, its end removes them: an order that
/// was not made leaves nothing.
class MadeFolders {
 public:
  explicit MadeFolders(std::mutex& guard) : guard_(guard) {}
  MadeFolders(const MadeFolders&) = delete;
  MadeFolders& operator=(const MadeFolders&) = delete;
  ~MadeFolders() {
    const std::lock_guard lock(guard_);
    files::remove_made(made_);
  }

  Status make(const std::filesystem::path& folder) {
    const std::lock_guard lock(guard_);
    auto made = files::Directory::make(folder, {}, &made_);
    return made ? Status() : fail(std::move(made.error()));
  }
  void keep() { made_.clear(); }

 private:
  std::mutex& guard_;
  std::vector<files::Entry> made_;
};

/// put writes an order in one transaction: its pair when that is new, the sheets and, last,
/// order.json. Before that, what lies on the disk is read again and the journal gets its line:
/// whatever fails, nothing of the order stays. A run that is killed in between is known by the
/// absence of order.json, and the next one writes the rest.
Status put(const Workshop& workshop, const Job& job, const Pair* pair, bool verify) {
  const auto& request = workshop.request;
  const auto sheets = make_sheets(workshop, job);
  if (!sheets) {
    return fail(sheets.error());  // A name that the font lacks: nothing was written yet.
  }
  MadeFolders folders(workshop.folders);
  auto status = folders.make(job.folder.folder);
  files::Transaction transaction;
  const auto stage = [&](const std::filesystem::path& path, ByteView content, mode_t mode,
                         files::WriteMode write_mode) {
    if (status) {
      status = transaction.stage(path, content, mode, write_mode);
    }
  };
  const auto csr = pair != nullptr ? pair->request.pem() : std::string();
  if (pair != nullptr) {
    stage(job.folder.request(), as_bytes(csr), files::kPublic, files::WriteMode::replace);
    stage(job.folder.key(), pair->key_pem.view(), files::kPrivate, files::WriteMode::create);
  }
  const auto order = documents::write_order(job.order);
  stage(job.folder.sheet(), as_bytes(sheets->text), files::kPublic, files::WriteMode::replace);
  stage(job.folder.sheet_pdf(), sheets->pdf, files::kPublic, files::WriteMode::replace);
  stage(job.folder.order(), as_bytes(order), files::kPublic, files::WriteMode::replace);
  const auto before_the_last = [&] {
    const auto fine =
        verify ? verify_written(job.folder, job.order, job.subject,
                                pair != nullptr ? &pair->key_pem : nullptr, request.passphrase)
               : Status();
    return fine ? write_journal(request, job) : fine;
  };
  if (status) {
    status = transaction.commit(before_the_last);
  }
  if (status) {
    folders.keep();
  }
  return status;
}

Result<OrderOutcome> make_new(const Workshop& workshop, Job job) {
  const auto& request = workshop.request;
  if (request.passphrase == nullptr && !request.plain_key && workshop.own_key == nullptr) {
    return fail(ErrorKind::usage, "CSR-KEY-PLAIN");
  }
  const auto pair = make_pair(workshop, job.subject);
  if (!pair) {
    return fail(pair.error());
  }
  describe(job.order, pair->request, request.passphrase != nullptr, request);
  if (auto status = put(workshop, job, &*pair, true); !status) {
    return fail(std::move(status.error()));
  }
  return OrderOutcome{std::move(job.order), std::move(job.subject), Act::made, job.folder.folder,
                      false};
}

/// A key that others could read is closed to them; a person is to know that it was open.
bool close_to_others(const std::filesystem::path& key) {
  return files::close_to_others(key).value_or(false);
}

/// complete writes what a run that was cut short did not; key and request stay as they are.
Result<OrderOutcome> complete(const Workshop& workshop, Job job, const Existing& existing) {
  const auto& request = workshop.request;
  if (existing.order) {
    auto renews = std::move(job.order.renews);
    job.order = *existing.order;
    job.order.renews = std::move(renews);
  } else {
    describe(job.order, existing.request, existing.key_encrypted, request);
  }
  if (auto status = put(workshop, job, nullptr, !existing.order); !status) {
    return fail(std::move(status.error()));
  }
  return OrderOutcome{std::move(job.order), std::move(job.subject), Act::made, job.folder.folder,
                      close_to_others(job.folder.key())};
}

std::vector<std::string> ids_of(const std::vector<const model::Establishment*>& sites) {
  std::vector<std::string> ids;
  for (const auto* site : sites) {
    ids.push_back(site->id);
  }
  return ids;
}

/// Opening encrypted keys costs as much as making them.
Result<Existing> inspect_in_turn(const Workshop& workshop, const Job& job) {
  const HeldPlace place(workshop.places);
  return inspect(job.folder, job.order, job.subject, workshop.request.passphrase);
}

Result<OrderOutcome> settle(const Workshop& workshop, Job job, bool is_first) {
  const auto& request = workshop.request;
  // A key that somebody else put there, or could exchange, must not be ordered for.
  if (auto fine = job.folder.check_own(); !fine) {
    return fail(std::move(fine.error()));
  }
  auto existing = inspect_in_turn(workshop, job);
  if (!existing) {
    return fail(std::move(existing.error()));
  }
  if (existing->found == Found::complete) {
    const bool was_open = !request.dry_run && close_to_others(job.folder.key());
    return OrderOutcome{std::move(*existing->order), std::move(job.subject), Act::unchanged,
                        job.folder.folder, was_open};
  }
  if (request.dry_run) {
    // A second site on the same number finds, at the real run, the order that the first one made.
    return OrderOutcome{std::move(job.order), std::move(job.subject),
                        is_first ? Act::planned : Act::unchanged, job.folder.folder, false};
  }
  return existing->found == Found::incomplete ? complete(workshop, std::move(job), *existing)
                                              : make_new(workshop, std::move(job));
}

}  // namespace

Result<OrderOutcome> make_order(const Workshop& workshop, Job job, bool is_first) {
  auto sites = ids_of(job.sites);
  return settle(workshop, std::move(job), is_first).map([&](OrderOutcome&& outcome) {
    outcome.sites = std::move(sites);
    return std::move(outcome);
  });
}

}  // namespace dmp::csr::detail
