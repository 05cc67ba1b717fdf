#include "dmp/csr/csr.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "dmp/csr/detail/existing.hpp"
#include "dmp/dossier/order_document.hpp"
#include "dmp/files/lock.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"
#include "dmp/x509/digest.hpp"
#include "dmp/x509/key.hpp"
#include "dmp/x509/key_generation.hpp"
#include "dmp/x509/request.hpp"

namespace dmp::csr {
namespace {

using detail::Existing;
using detail::Found;

/// Job is one order to make: what is wanted, the names it gets, and where it goes.
struct Job {
  const model::Establishment& site;
  x509::Subject subject;
  model::Order order;
  files::OrderFolder folder;
};

std::vector<model::WantedCertificate> wanted_of(const model::Establishment& site,
                                                const Request& request) {
  std::vector<model::WantedCertificate> wanted;
  const auto add = [&wanted](model::WantedCertificate one) {
    const bool known = std::ranges::any_of(wanted, [one](const model::WantedCertificate& other) {
      return other.usage == one.usage && other.on == one.on;
    });
    if (!known) {
      wanted.push_back(one);
    }
  };
  if (request.usages.empty()) {
    std::ranges::for_each(site.certificates, add);
    if (site.certificates.empty()) {
      for (const auto usage : request.policy.required_usages) {
        add({usage, request.policy.finess_kind});
      }
    }
    return wanted;
  }
  for (const auto usage : request.usages) {
    const auto before = wanted.size();
    for (const auto& certificate : site.certificates) {
      if (certificate.usage == usage) {
        add(certificate);
      }
    }
    if (wanted.size() == before) {
      add({usage, request.policy.finess_kind});
    }
  }
  return wanted;
}

/// describe completes the order with what the request and its key say.
void describe(model::Order& order, const x509::Request& made, bool key_encrypted,
              const Request& request) {
  order.key_algorithm = made.key_word;
  order.key_encrypted = key_encrypted;
  order.public_key_sha256 = made.public_key_sha256;
  order.request_sha256 = x509::sha256_hex(made.der);
  order.state = model::OrderState::requested;
  order.history.push_back({order.state, request.now, request.user, {}});
}

/// write_journal notes the act over the request as it lies on the disk.
Status write_journal(const Request& request, const Job& job) {
  const auto content = files::read_file(job.folder.request());
  if (!content) {
    return fail(content.error());
  }
  model::JournalEntry entry;
  entry.at = request.now;
  entry.by = request.user;
  entry.act = "csr";
  entry.site = job.site.id;
  entry.usage = to_string(job.order.usage);
  entry.file = job.folder.request().lexically_relative(request.workspace).generic_string();
  entry.sha256 = x509::sha256_hex(*content);
  auto line = dossier::write_journal_entry(entry);
  if (line.ends_with('\n')) {
    line.pop_back();
  }
  return files::append_line(files::Workspace{request.workspace}.journal(), line, files::kPrivate);
}

/// put writes what `job` still lacks. The order.json goes last: without it, the next run knows that
/// this one was cut short.
Status put(const Request& request, const Job& job, const Secret* key, const std::string* csr) {
  const auto sheet = order_sheet(job.order, job.site, request.policy);
  const auto order = dossier::write_order(job.order);
  files::Transaction transaction;
  Status status;
  const auto stage = [&](const std::filesystem::path& path, ByteView content, mode_t mode,
                         files::WriteMode write_mode) {
    if (status) {
      status = transaction.stage(path, content, mode, write_mode);
    }
  };
  if (csr != nullptr) {
    stage(job.folder.request(), as_bytes(*csr), files::kPublic, files::WriteMode::replace);
  }
  if (key != nullptr) {
    stage(job.folder.key(), key->view(), files::kPrivate, files::WriteMode::create);
  }
  stage(job.folder.sheet(), as_bytes(sheet), files::kPublic, files::WriteMode::replace);
  stage(job.folder.order(), as_bytes(order), files::kPublic, files::WriteMode::replace);
  return status ? transaction.commit() : status;
}

Result<OrderOutcome> make_new(const Request& request, Job job) {
  const auto key = x509::default_generator()({x509::KeySpec::Kind::rsa, request.rsa_bits}, {});
  if (!key) {
    return fail(key.error());
  }
  const auto made = x509::make_request(job.subject, *key);
  if (!made) {
    return fail(made.error());
  }
  const auto key_pem = key->pem(request.passphrase);
  if (!key_pem) {
    return fail(key_pem.error());
  }
  describe(job.order, *made, request.passphrase != nullptr, request);
  const auto csr_pem = made->pem();
  auto status = files::make_folder(job.folder.folder);
  if (status) {
    status = put(request, job, &*key_pem, &csr_pem);
  }
  if (status) {
    status = detail::verify_written(job.folder, job.order, job.subject, request.passphrase);
  }
  if (status) {
    status = write_journal(request, job);
  }
  if (!status) {
    return fail(status.error());
  }
  return OrderOutcome{std::move(job.order), Act::made, job.folder.folder, false};
}

/// Takes from an existing key file the permissions that others have on it; tells whether there were
/// any.
bool close_to_others(const std::filesystem::path& key) {
  using std::filesystem::perms;
  std::error_code error;
  const auto status = std::filesystem::symlink_status(key, error);
  if (error || !std::filesystem::is_regular_file(status) ||
      (status.permissions() & (perms::group_all | perms::others_all)) == perms::none) {
    return false;
  }
  std::filesystem::permissions(key, perms::owner_read | perms::owner_write, error);
  return !error;
}

/// complete writes what a run that was cut short did not; key and request stay as they are.
Result<OrderOutcome> complete(const Request& request, Job job, const Existing& existing) {
  if (existing.order) {
    job.order = *existing.order;
  } else {
    describe(job.order, existing.request, existing.key_encrypted, request);
  }
  auto status = put(request, job, nullptr, nullptr);
  if (status && !existing.order) {
    status = detail::verify_written(job.folder, job.order, job.subject, request.passphrase);
  }
  if (status) {
    status = write_journal(request, job);
  }
  if (!status) {
    return fail(status.error());
  }
  return OrderOutcome{std::move(job.order), Act::made, job.folder.folder,
                      close_to_others(job.folder.key())};
}

Result<Job> prepare(const Request& request, const model::Establishment& site,
                    const model::WantedCertificate& wanted) {
  auto subject = subject_for(site, wanted, request.policy);
  if (!subject) {
    return fail(subject.error());
  }
  model::Order order;
  order.site = site.id;
  order.site_name = site.name;
  order.usage = wanted.usage;
  order.on = wanted.on;
  if (const auto& number = site.finess(wanted.on)) {
    order.finess = number->text();
  }
  order.structure = subject->unit;
  order.service = subject->common_name;
  order.environment = request.dossier.environment;
  auto folder = files::Workspace{request.workspace}.order(order.finess, to_string(wanted.usage));
  if (request.renew) {
    if (!detail::holds_anything(folder)) {
      return fail(ErrorKind::usage, "CSR-NOTHING-TO-RENEW",
                  {arg("site", site.id), arg("usage", to_string(wanted.usage)),
                   arg("path", folder.folder.string())});
    }
    const auto place = detail::renewal_of(folder, order);
    if (!place) {
      return fail(place.error());
    }
    folder = *place;
  }
  return Job{site, std::move(*subject), std::move(order), std::move(folder)};
}

Result<OrderOutcome> make_order(const Request& request, Job job,
                                std::set<std::filesystem::path>& planned) {
  if (!request.dry_run) {
    files::remove_stale_temporaries(job.folder.folder);
  }
  const auto existing = detail::inspect(job.folder, job.order, job.subject, request.passphrase);
  if (!existing) {
    return fail(existing.error());
  }
  if (const auto& order = existing->order; order && existing->found == Found::complete) {
    const bool was_open = !request.dry_run && close_to_others(job.folder.key());
    return OrderOutcome{*order, Act::unchanged, job.folder.folder, was_open};
  }
  if (request.dry_run) {
    // A second site on the same number finds, at the real run, the order that the first one made.
    const bool first = planned.insert(job.folder.folder).second;
    return OrderOutcome{std::move(job.order), first ? Act::planned : Act::unchanged,
                        job.folder.folder, false};
  }
  return existing->found == Found::incomplete ? complete(request, std::move(job), *existing)
                                              : make_new(request, std::move(job));
}

Outcome make_all(const Request& request) {
  Outcome outcome;
  std::set<std::filesystem::path> planned;
  for (const auto* site : request.sites) {
    for (const auto& wanted : wanted_of(*site, request)) {
      if (request.stop && request.stop()) {
        outcome.interrupted = true;
        return outcome;
      }
      auto made = prepare(request, *site, wanted).and_then([&](Job job) {
        return make_order(request, std::move(job), planned);
      });
      if (made) {
        outcome.orders.push_back(std::move(*made));
      } else {
        outcome.failures.push_back({site->id, wanted.usage, std::move(made.error())});
      }
    }
  }
  return outcome;
}

}  // namespace

Result<Outcome> make_orders(const Request& request) {
  if (request.dry_run) {
    return make_all(request);
  }
  if (const auto made = files::make_folder(request.workspace); !made) {
    return fail(made.error());
  }
  const auto lock = files::Lock::acquire(request.workspace);
  if (!lock) {
    return fail(lock.error());
  }
  files::remove_stale_temporaries(request.workspace);
  return make_all(request);
}

}  // namespace dmp::csr
