#include "dmp/csr/csr.hpp"
