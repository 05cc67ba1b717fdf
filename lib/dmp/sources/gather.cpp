#include "dmp/sources/gather.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "dmp/model/fingerprint.hpp"

namespace dmp::sources {
namespace {

/// Gatherer looks at one file after the other.
class Gatherer {
 public:
  explicit Gatherer(const StopRequested& stop) : stop_(stop) {}

  void go_to(const std::filesystem::path& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
      take({.path = path.native()}, Origin::named);
      return;
    }
    const auto before = met_ + gathered.broken.size();
    walk(files::Seen::at(path.native()), path.native(), folders_, on_);
    follow_links();
    if (met_ + gathered.broken.size() == before && !gathered.interrupted) {
      gathered.broken.push_back(
          {ErrorKind::input, "EXPIRY-NO-CERTIFICATE", {arg("file", path.native())}, {}});
    }
  }

  Gathered gathered;

 private:
  /// What is ours comes first, so that nobody else's link decides by which path it is met.
  void follow_links() {
    for (const bool ours : {true, false}) {
      for (bool any = true; any && !gathered.interrupted;) {
        auto links = std::exchange(links_, {});
        any = false;
        for (auto& link : links) {
          if (ours && !link.is_ours) {
            links_.push_back(std::move(link));
          } else {
            any = true;
            follow(std::move(link), ours, again_, visited_, folders_, on_);
          }
        }
      }
    }
  }

  bool take(const Met& met, Origin origin) {
    gathered.interrupted = gathered.interrupted || (stop_ && stop_());
    if (gathered.interrupted) {
      return false;
    }
    auto looked = look_at_file(met, origin, {}, allowance_, again_);
    if (looked.link) {
      links_.push_back(std::move(*looked.link));
    } else if (!looked.passed_over && (!looked.file || visited_.add(*looked.file))) {
      met_ += looked.certificates.size();
      for (auto& facts : looked.certificates) {
        if (known_.insert(facts.sha256).second) {
          gathered.certificates.push_back({met.path, std::move(facts)});
        }
      }
      std::ranges::move(looked.broken, std::back_inserter(gathered.broken));
    }
    return true;
  }

  const StopRequested& stop_;
  Visited visited_;
  VisitedFolders folders_;
  MetAgain again_;
  Allowance allowance_;
  std::vector<Link> links_;
  std::set<model::Fingerprint> known_;
  std::size_t met_ = 0;  ///< Certificates, also those that were known.
  FolderWalk on_ = {
      .ignore = {},
      .file = [this](Met met) { return take(met, Origin::met); },
      .link = [this](Link link) { links_.push_back(std::move(link)); },
      .again = [] {},
      .unreadable = [this](Error error) { gathered.broken.push_back(std::move(error)); }};
};

}  // namespace

Gathered gather(std::span<const std::filesystem::path> paths, const StopRequested& stop) {
  Gatherer gatherer(stop);
  for (const auto& path : paths) {
    gatherer.go_to(path);
  }
  return std::move(gatherer.gathered);
}

}  // namespace dmp::sources
