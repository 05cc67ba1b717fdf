#include "dmp/csr/csr.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "dmp/base/parallel.hpp"
#include "dmp/base/passphrase.hpp"
#include "dmp/csr/detail/job.hpp"
#include "dmp/csr/detail/make.hpp"
#include "dmp/csr/orders.hpp"
#include "dmp/files/lock.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/record/index.hpp"
#include "dmp/x509/container.hpp"
#include "dmp/x509/key_fitness.hpp"

namespace dmp::csr {
namespace {

using detail::Job;

/// Threads beside those that make keys: they wait for the disk, which syncs several files at once.
/// Each finds the fonts of the sheets once (a dozen milliseconds, two megabytes), so that more cost
/// more than they bring.
constexpr unsigned kWriters = 6;

/// Slot is one order of the batch, in the order of the sites, and what became of it.
struct Slot {
  std::string site;
  model::Usage usage = model::Usage::auth_cli;
  std::optional<Result<OrderOutcome>> result;  ///< Nothing when the batch was stopped before it.
};

/// Queue holds the jobs: those with the same folder are one entry, since one of them makes the
/// order for all.
struct Queue {
  std::vector<Slot> slots;
  std::vector<Job> jobs;
  std::vector<std::size_t> slot_of;  ///< Of each job.
  std::vector<std::vector<std::size_t>> groups;
  std::vector<std::vector<const model::Establishment*>> sites;  ///< That each group's order is for.
};

Queue queue_of(const Request& request) {
  Queue queue;
  std::map<std::filesystem::path, std::size_t> group_of;
  const model::Carriers carriers(request.dossier);
  for (const auto* site : request.sites) {
    for (const auto& wanted : detail::wanted_of(*site, request)) {
      queue.slots.push_back({site->id, wanted.usage, {}});
      auto job = detail::prepare(request, carriers, *site, wanted);
      if (!job) {
        queue.slots.back().result = fail(std::move(job.error()));
        continue;
      }
      const auto [group, is_new] = group_of.emplace(job->folder.folder, queue.groups.size());
      if (is_new) {
        queue.groups.emplace_back();
        queue.sites.push_back(detail::sites_of(*job, request, carriers));
      }
      queue.groups[group->second].push_back(queue.jobs.size());
      queue.slot_of.push_back(queue.slots.size() - 1);
      queue.jobs.push_back(std::move(*job));
    }
  }
  return queue;
}

/// Counter tells the listener how far the batch is, one thread at a time.
class Counter {
 public:
  Counter(const Request& request, std::size_t total, std::size_t done)
      : request_(request), progress_{done, total, 0} {}

  void add(bool made) {
    const std::lock_guard lock(guard_);
    ++progress_.done;
    progress_.made += made ? 1U : 0U;
    if (request_.progress) {
      request_.progress(progress_);
    }
  }

 private:
  const Request& request_;
  std::mutex guard_;
  Progress progress_;
};

bool is_made(const Result<OrderOutcome>& result) { return result && result->act == Act::made; }

/// Says of an error which order it is about, where it does not say so itself.
Error about(const Slot& slot, Error error) {
  const auto add = [&error](std::string_view name, std::string_view value) {
    if (std::ranges::find(error.args, name, &Arg::name) == error.args.end()) {
      error.args.push_back(arg(name, value));
    }
  };
  add("site", slot.site);
  add("usage", to_string(slot.usage));
  return error;
}

/// Takes the slots apart, in their order; an order of several sites is one.
void collect(Queue& queue, Outcome& outcome) {
  std::set<std::filesystem::path> known;
  for (auto& slot : queue.slots) {
    if (!slot.result) {
      outcome.interrupted = true;
    } else if (*slot.result) {
      if (known.insert((*slot.result)->folder).second) {
        outcome.orders.push_back(std::move(**slot.result));
      }
    } else {
      outcome.failures.push_back(
          {slot.site, slot.usage, about(slot, std::move(slot.result->error()))});
    }
  }
}

Outcome make_all(const Request& request, const x509::PrivateKey* own_key, Queue queue) {
  Outcome outcome;
  outcome.findings = detail::remarks_on(request, own_key, queue.jobs);
  std::mutex guard;
  const StopRequested stop = [&] {
    const std::lock_guard lock(guard);
    return request.stop && request.stop();
  };
  const auto jobs = std::max(request.jobs, 1U);
  std::counting_semaphore<> places(jobs);
  std::mutex folders;
  const detail::Workshop workshop{request, own_key, stop, places, folders};
  Counter counter(request, queue.slots.size(), queue.slots.size() - queue.jobs.size());
  for_each_index(queue.groups.size(), jobs + kWriters, [&](std::size_t index) {
    bool is_first = true;
    for (const auto number : queue.groups[index]) {
      if (stop()) {
        return;
      }
      auto& job = queue.jobs[number];
      job.sites = queue.sites[index];
      auto result = detail::make_order(workshop, std::move(job), std::exchange(is_first, false));
      if (!result && result.error().reason == Reason::interrupted) {
        return;
      }
      counter.add(is_made(result));
      queue.slots[queue.slot_of[number]].result = std::move(result);
    }
  });
  collect(queue, outcome);
  return outcome;
}

/// Reads the key that the user has, where one is given.
Result<std::optional<x509::PrivateKey>> read_own_key(const Request& request) {
  if (!request.key_file) {
    return std::optional<x509::PrivateKey>();
  }
  const auto name = request.key_file->string();
  auto content = files::read_own_key_file(*request.key_file, files::KeyReaders::nobody);
  if (!content) {
    return fail(std::move(content.error()));
  }
  auto keys = x509::read_keys(*content, name, request.passphrase);
  if (!keys) {
    return fail(std::move(keys.error()));
  }
  if (keys->size() > 1) {
    return fail(ErrorKind::input, "CSR-KEY-FILE-SEVERAL",
                {arg("path", name), arg("count", keys->size())});
  }
  if (auto fit = x509::check_key_for_request(keys->front(), name); !fit) {
    return fail(std::move(fit.error()));
  }
  return std::optional(std::move(keys->front()));
}

/// Refuses a key for several orders, and one that another order of the workspace has.
Status check_own_key(const Request& request, const x509::PrivateKey& key, Queue& queue) {
  if (queue.slots.size() != 1) {
    return fail(ErrorKind::usage, "CSR-KEY-FILE-ONE", {arg("count", queue.slots.size())});
  }
  for (auto& job : queue.jobs) {
    job.order.public_key_sha256 = key.public_key_sha256();
    for (const auto& other : list_orders(request.workspace).orders) {
      if (other.order.public_key_sha256 == key.public_key_sha256() &&
          other.folder != job.folder.folder) {
        return fail(
            ErrorKind::input, "CSR-KEY-USED",
            {arg("path", request.key_file->string()), arg("folder", other.folder.string())});
      }
    }
  }
  return {};
}

}  // namespace

std::string_view to_string(Act act) {
  constexpr std::array<std::string_view, 5> kWords = {"made", "unchanged", "planned", "blocked",
                                                      "marked"};
  return kWords.at(static_cast<std::size_t>(act));
}

Result<Outcome> make_orders(const Request& request) {
  if (request.passphrase != nullptr) {
    if (auto fine = check_new_passphrase(*request.passphrase); !fine) {
      return fail(std::move(fine.error()));
    }
  }
  const auto own_key = read_own_key(request);
  if (!own_key) {
    return fail(own_key.error());
  }
  const auto* key = *own_key ? &**own_key : nullptr;
  const files::Workspace workspace{request.workspace};
  if (auto fine = workspace.check_own(); !fine) {
    return fail(std::move(fine.error()));
  }
  const auto plan = [&]() -> Result<Queue> {
    auto queue = queue_of(request);
    const auto fine = key != nullptr ? check_own_key(request, *key, queue) : Status();
    return fine ? Result<Queue>(std::move(queue)) : fail(fine.error());
  };
  // Without anything to make no workspace is made; what is in one is looked at under its lock.
  auto queue = plan();
  if (!queue) {
    return fail(std::move(queue.error()));
  }
  if (request.dry_run || queue->jobs.empty()) {
    return make_all(request, key, std::move(*queue));
  }
  if (const auto made = workspace.create(); !made) {
    return fail(made.error());
  }
  const auto lock = files::Lock::acquire(request.workspace);
  if (!lock) {
    return fail(lock.error());
  }
  workspace.clear_leftovers();
  queue = plan();
  if (!queue) {
    return fail(std::move(queue.error()));
  }
  auto outcome = make_all(request, key, std::move(*queue));
  if (auto status = record::write_index(request.workspace); !status) {
    outcome.index_error = std::move(status.error());
  }
  return outcome;
}

}  // namespace dmp::csr
