#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/base/stop.hpp"
#include "dmp/sources/look.hpp"

namespace dmp::sources {

/// Placed is a certificate with where it was first met.
struct Placed {
  std::string source;
  model::CertificateSummary facts;
};

/// Gathered is what files and folders hold.
struct Gathered {
  std::vector<Placed> certificates;  ///< Each once, authorities as well.
  std::vector<Error> broken;         ///< What could not be read, and why.
  bool interrupted = false;
};

/// gather looks at files, and at folders with all that lies in them, in the order of names; links
/// are followed after everything else, those of other users last. Of a folder, files that are no
/// certificates at all are passed over. No passphrase is tried but the empty one. Errors in
/// `broken`: those of look_at_file and follow, EXPIRY-NO-CERTIFICATE for a folder that shows
/// nothing.
Gathered gather(std::span<const std::filesystem::path> paths, const StopRequested& stop);

}  // namespace dmp::sources
