#include "dmp/files/component.hpp"

#include <zip.h>

namespace dmp::files {

std::vector<Component> components() { return {{"libzip", zip_libzip_version()}}; }

}  // namespace dmp::files
